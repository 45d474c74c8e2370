# The server (/entente) and the loader (/loader), as run by docker-compose.yml:
#
#   docker build -t entente . && docker run --rm -p 127.0.0.1:8080:8080 entente
FROM golang:1.26.8 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /out/ . ./loader

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/ /
USER 65532:65532
ENV ENTENTE_LISTEN=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["/entente"]
