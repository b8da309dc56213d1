export const assetPaths = {
  'app.css': '/static/app.f2f993d1db84.css',
  'app.js': '/static/app.da6717e732eb.js',
  'board.js': '/static/board.c3c3b2f678c5.js',
  'theme.js': '/static/theme.d6baf54eb1f1.js',
  'favicon.svg': '/static/favicon.ce0572cba520.svg',
  'htmx.min.js': '/static/htmx.min.a0abb04f2f45.js',
  'logo.svg': '/static/logo.ce0572cba520.svg',
} as const
