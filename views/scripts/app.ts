import { announceFromServer } from './announce.ts'
import { askBeforeActing } from './confirm.ts'
import { copyOnClick } from './copy.ts'
import { focusAfterSwap } from './focus.ts'
import { closeMenus } from './menus.ts'
import { printOnClick } from './print.ts'
import { searchShortcut } from './shortcuts.ts'
import { lockSubmittedForms } from './submit-lock.ts'
import { switchTheme } from './theme-switch.ts'
import { showTrouble } from './trouble.ts'

document.documentElement.classList.add('scripted')
askBeforeActing()
lockSubmittedForms()
announceFromServer()
showTrouble()
focusAfterSwap()
switchTheme()
copyOnClick()
printOnClick()
closeMenus()
searchShortcut()
