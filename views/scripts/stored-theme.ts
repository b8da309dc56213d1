const key = 'krajan-theme'

export const storedTheme = (): string => {
  try {
    return localStorage.getItem(key) ?? 'auto'
  } catch {
    return 'auto'
  }
}

export const storeTheme = (theme: string) => {
  try {
    localStorage.setItem(key, theme)
  } catch {
    // private windows may refuse; the choice then lasts for this page
  }
}

export const applyTheme = (theme: string) => {
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
