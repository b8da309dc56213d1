import { keepHistoryShort } from './address.ts'
import { showPalette } from './palette.ts'
import { moveAmongRows } from './rows.ts'
import { keepSelection } from './selection.ts'
import { shortcuts } from './shortcuts.ts'
import { warnOfUnsaved } from './unsaved.ts'

showPalette()
keepHistoryShort()
shortcuts()
moveAmongRows()
keepSelection()
warnOfUnsaved()
