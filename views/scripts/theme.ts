import { applyTheme, storedTheme } from './stored-theme.ts'

// runs before the first paint, so that a dark page never flashes white and nothing moves once scripts are there
applyTheme(storedTheme())
document.documentElement.classList.add('scripted')
