import { announceFromServer } from './announce.ts'
import { askBeforeActing } from './confirm.ts'
import { copyOnClick } from './copy.ts'
import { focusAfterSwap } from './focus.ts'
import { closeMenus } from './menus.ts'
import { printOnClick } from './print.ts'
import { sendForms } from './send.ts'
import { showPasswordOnTick } from './show-password.ts'
import { lockSubmittedForms } from './submit-lock.ts'
import { switchTheme } from './theme-switch.ts'
import { showTrouble } from './trouble.ts'

document.documentElement.classList.add('scripted')
askBeforeActing()
lockSubmittedForms()
sendForms()
announceFromServer()
showTrouble()
focusAfterSwap()
switchTheme()
copyOnClick()
showPasswordOnTick()
printOnClick()
closeMenus()
