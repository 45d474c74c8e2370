# The server (/entente) and the loader (/loader), as run by docker-compose.yml and examples/kubernetes:
#
#   docker build -t entente . && docker run --rm -p 127.0.0.1:8080:8080 entente
FROM golang:1.26.8 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -trimpath -o /out/ . ./loader

FROM scratch
ARG VERSION=unreleased
LABEL org.opencontainers.image.title="entente" \
      org.opencontainers.image.description="Serves who stands with whom, since when, according to whom, over GraphQL" \
      org.opencontainers.image.version="${VERSION}"
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/ /
COPY THIRD_PARTY_LICENSES.md sbom.cdx.json /
USER 65532:65532
ENV ENTENTE_LISTEN=0.0.0.0:8080
EXPOSE 8080
# Whether it runs, not whether it is ready: a server whose database is away must not be ended for that.
HEALTHCHECK --interval=10s --timeout=5s CMD ["/entente", "--probe", "healthz"]
ENTRYPOINT ["/entente"]
