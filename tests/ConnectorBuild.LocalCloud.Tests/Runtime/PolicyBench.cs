using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Messages;
using ConnectorBuild.LocalCloud.Runtime.Policies;

namespace ConnectorBuild.LocalCloud.Tests.Runtime;

/// <summary>Applies one policy to a message that a test describes.</summary>
internal sealed class PolicyBench
{
    public string Url { get; init; } = "https://test.abc.xyz/get/1";

    public string BasePath { get; init; } = "";

    public string Method { get; init; } = "GET";

    public string? Body { get; init; }

    /// <summary>Body of the answer; null for the request section.</summary>
    public string? Answer { get; init; }

    public int Status { get; init; } = 200;

    public string ClientTarget { get; init; } = "/get/1";

    public Dictionary<string, string> Headers { get; init; } = [];

    public Dictionary<string, string> Connection { get; init; } = [];

    public Dictionary<string, string> PathValues { get; init; } = [];

    public LocalRuntimeOptions Options { get; init; } = new();

    public Func<RuntimeRequest, RuntimeResponse> Backend { get; init; } = _ => new RuntimeResponse(200, "{}"u8.ToArray());

    /// <summary>What became of the call.</summary>
    public async Task<PolicyCall> ApplyAsync(string template, params (string Name, string Value)[] parameters)
    {
        var json = new JsonObject();
        foreach (var (name, value) in parameters)
        {
            json[name.StartsWith("x-ms", StringComparison.Ordinal) ? name : $"x-ms-apimTemplateParameter.{name}"] = value is ['{', ..]
                && name == "triggerConfig" ? JsonNode.Parse(value) : JsonValue.Create(value);
        }

        if (Answer is not null && !json.ContainsKey("x-ms-apimTemplate-policySection"))
        {
            json["x-ms-apimTemplate-policySection"] = "Response";
        }

        var policy = new PolicyInstance(new JsonObject { ["templateId"] = template, ["title"] = template, ["parameters"] = json });
        var call = NewCall();
        await PolicyRunner.ApplyAsync([policy], PolicySection.Request, call);
        if (Answer is not null)
        {
            call.Response = new RuntimeResponse(Status, Encoding.UTF8.GetBytes(Answer));
            await PolicyRunner.ApplyAsync([policy], PolicySection.Response, call);
        }

        return call;
    }

    private PolicyCall NewCall()
    {
        var uri = new Uri(Url);
        var request = new RuntimeRequest
        {
            Method = Method,
            OriginalMethod = Method,
            Host = uri.GetLeftPart(UriPartial.Authority),
            BasePath = BasePath,
            Path = uri.AbsolutePath[BasePath.Length..],
            Query = new QueryList(uri.Query.TrimStart('?')),
            Body = new MessageBody(Encoding.UTF8.GetBytes(Body ?? "")),
            PathValues = PathValues,
        };
        foreach (var (name, value) in Headers)
        {
            request.Headers.Add(name, value);
        }

        return new PolicyCall
        {
            OperationId = "Operation",
            Request = request,
            Connection = new Dictionary<string, string>(Connection, StringComparer.OrdinalIgnoreCase),
            Options = Options,
            SendAsync = r => Task.FromResult(Backend(r)),
            GatewayUrl = "https://localhost:1/apim/orders/c1",
            ClientTarget = ClientTarget,
        };
    }
}
