# One image for every service of docker-compose.yml but PostgreSQL. No secret enters it: they are made in volumes at the first start.

FROM node:24-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node bin/build-web.js

FROM node:24-slim
ENV APOLLO_TELEMETRY_DISABLED=true
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are the Node and the PostgreSQL that npm start runs on; here they come from images.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY bin bin
COPY demo demo
COPY deploy deploy
COPY gateway gateway
COPY policies policies
COPY schema schema
COPY subgraphs subgraphs
COPY --from=pages /app/dist dist
# A new volume takes over whose folder it stands on: these are the ones that services write to or read from.
RUN install -d -o node -g node /keys /postgres-password /settings && cd / && \
  for service in gateway issuer citizens-issuer persons local-team-1 local-team-2 veilig-thuis-1 veilig-thuis-2 \
    veilig-thuis-cases-1 veilig-thuis-cases-2 rvdk-1 certified-institution-1 certified-institution-2; \
  do install -d -o node -g node "/prepared/$service"; done
USER node
