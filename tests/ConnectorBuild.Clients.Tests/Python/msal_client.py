"""MSAL for Python, as its documentation shows a daemon, and requests with its token. Prints what came of the case that the command line names."""
import json
import os
import sys

import msal
import requests

GRAPH = "https://graph.microsoft.com"


def token(resource=GRAPH, secret=None, client=None, scope=None):
    app = msal.ConfidentialClientApplication(
        client or os.environ["CLIENT_ID"],
        authority=os.environ["AUTHORITY"] + os.environ["TENANT"],
        client_credential=secret or os.environ["CLIENT_SECRET"],
        instance_discovery=False,
        verify=os.environ["REQUESTS_CA_BUNDLE"],
    )
    result = app.acquire_token_for_client(scopes=[scope or resource + "/.default"])
    if "access_token" in result:
        return {"type": result["token_type"], "parts": len(result["access_token"].split("."))}, result["access_token"]
    return {"error": result["error"], "codes": result["error_codes"], "suberror": result.get("suberror", "")}, None


def graph(path, **options):
    answer = requests.get(os.environ["GRAPH"] + "/v1.0" + path, headers={"Authorization": "Bearer " + token()[1]}, timeout=60, **options)
    body = answer.json()
    return {"status": answer.status_code, "code": body.get("error", {}).get("code"), "list": isinstance(body.get("value"), list)}


def dataverse(path):
    url = os.environ["DATAVERSE"]
    answer = requests.get(url + "/api/data/v9.2" + path, headers={"Authorization": "Bearer " + token(url)[1]}, timeout=60)
    return {"status": answer.status_code, "code": answer.json().get("error", {}).get("code")}


CASES = {
    "token": lambda: token()[0],
    "secret": lambda: token(secret="not the secret")[0],
    "client": lambda: token(client="11111111-2222-4333-8444-555555555555")[0],
    "scope": lambda: token(scope=GRAPH + "/User.Read")[0],
    "resource": lambda: token(resource="https://nothing.example")[0],
    "graph": lambda: graph("/applications", params={"$top": 1}),
    "graph-missing": lambda: graph("/applications/11111111-2222-4333-8444-555555555555"),
    "dataverse": lambda: dataverse("/WhoAmI"),
    "dataverse-column": lambda: dataverse("/connectors?$select=nothing"),
}

print(json.dumps(CASES[sys.argv[1]]()))
