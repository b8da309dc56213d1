import { showPalette } from './palette.ts'
import { moveAmongRows } from './rows.ts'
import { shortcuts } from './shortcuts.ts'
import { warnOfUnsaved } from './unsaved.ts'

showPalette()
shortcuts()
moveAmongRows()
warnOfUnsaved()
