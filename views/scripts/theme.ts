import { applyTheme, storedTheme } from './stored-theme.ts'

// runs before the first paint, so that a dark page never flashes white
applyTheme(storedTheme())
