public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var request = JObject.Parse(await Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false));
        var id = request["id"];
        if (id == null)
        {
            return new HttpResponseMessage(HttpStatusCode.Accepted);
        }

        JToken result;
        switch ((string)request["method"])
        {
            case "initialize":
                result = new JObject
                {
                    ["protocolVersion"] = request["params"]?["protocolVersion"] ?? "2025-06-18",
                    ["capabilities"] = new JObject { ["tools"] = new JObject() },
                    ["serverInfo"] = new JObject { ["name"] = "parcels", ["version"] = "1.0" },
                };
                break;
            case "tools/list":
                result = new JObject { ["tools"] = new JArray(Tools()) };
                break;
            case "tools/call":
                result = await CallAsync((string)request["params"]["name"], (JObject)request["params"]["arguments"]);
                break;
            default:
                return Json(new JObject { ["jsonrpc"] = "2.0", ["id"] = id, ["error"] = new JObject { ["code"] = -32601, ["message"] = "Method not found" } });
        }

        return Json(new JObject { ["jsonrpc"] = "2.0", ["id"] = id, ["result"] = result });
    }

    private static IEnumerable<JObject> Tools()
    {
        yield return new JObject
        {
            ["name"] = "get_parcel",
            ["description"] = "Finds a parcel by its number.",
            ["inputSchema"] = new JObject
            {
                ["type"] = "object",
                ["properties"] = new JObject { ["number"] = new JObject { ["type"] = "string", ["description"] = "The number." } },
                ["required"] = new JArray("number"),
            },
        };
    }

    private async Task<JToken> CallAsync(string name, JObject arguments)
    {
        var response = await Context.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://parcels.contoso.com/parcels/" + arguments["number"]), CancellationToken);
        return new JObject
        {
            ["content"] = new JArray(new JObject { ["type"] = "text", ["text"] = await response.Content.ReadAsStringAsync() }),
            ["isError"] = !response.IsSuccessStatusCode,
        };
    }

    private static HttpResponseMessage Json(JObject answer) => new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(answer.ToString(Newtonsoft.Json.Formatting.None)) };
}
