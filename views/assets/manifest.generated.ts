export const assetPaths = {
  'app.css': '/static/app.06c46e313c4a.css',
  'app.js': '/static/app.3b5e51de3cb9.js',
  'theme.js': '/static/theme.d6baf54eb1f1.js',
  'favicon.svg': '/static/favicon.ce0572cba520.svg',
  'htmx.min.js': '/static/htmx.min.a0abb04f2f45.js',
  'logo.svg': '/static/logo.ce0572cba520.svg',
} as const
