export const assetPaths = { 'app.css': '', 'app.js': '', 'theme.js': '', 'htmx.min.js': '', 'favicon.svg': '', 'logo.svg': '' } as const
