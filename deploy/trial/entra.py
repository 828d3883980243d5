"""Answers for login.microsoftonline.com in deploy/try: the discovery document and the public key, nothing else. Usage: entra.py ADDRESS DIRECTORY"""
import http.server
import json
import ssl
import sys

address, directory = sys.argv[1:]
issuer = "https://login.microsoftonline.com/{tenantid}/v2.0"
keys = json.load(open(f"{directory}/keys.json", encoding="utf-8"))


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.endswith("/.well-known/openid-configuration"):
            tenant = self.path.split("/")[1]
            own = issuer if tenant in ("common", "organizations") else issuer.replace("{tenantid}", tenant)
            base = f"https://login.microsoftonline.com/{tenant}"
            self.answer({"issuer": own, "jwks_uri": f"{base}/discovery/v2.0/keys",
                         "authorization_endpoint": f"{base}/oauth2/v2.0/authorize", "token_endpoint": f"{base}/oauth2/v2.0/token"})
        elif self.path.endswith("/discovery/v2.0/keys"):
            self.answer(keys)
        else:
            self.send_error(404)

    def answer(self, body):
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


server = http.server.ThreadingHTTPServer((address, 443), Answers)
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(f"{directory}/certificate.pem", f"{directory}/key.pem")
server.socket = tls.wrap_socket(server.socket, server_side=True)
server.serve_forever()
