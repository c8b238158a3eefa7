using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Tests;

/// <summary>
/// Nine canaries, of every way in which a secret comes into the tool's hands, and every command: none is in what a command prints or
/// leaves, in any encoding.
/// No mask is printed either, because nothing prints a secret.
/// </summary>
public sealed class SecretsStayTests : ToolRun
{
    // Characters that each encoding writes in its own way.
    private static string Canary(string name) => $"canary-{name}<\"é'&~%+/=\\>end";

    private static readonly string[] Variables =
    [
        "AZURE_CLIENT_SECRET", "AZURE_PASSWORD", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "SYSTEM_ACCESSTOKEN", "GITHUB_TOKEN", "CONTOSO_CONNECTOR_SECRET",
    ];

    [Theory]
    [InlineData("GITHUB_ACTIONS")]
    [InlineData("TF_BUILD")]
    public async Task Commands_NeitherPrintNorLeaveASecret(string system)
    {
        using var ci = new ProcessVariable(system, "true");
        var variables = Variables.Select(name => new ProcessVariable(name, Canary(name))).ToList();
        try
        {
            var outputs = new List<string>();
            var secrets = new HashSet<string>(Variables.Select(Canary), StringComparer.Ordinal);
            foreach (var arguments in new string[][]
            {
                ["validate", At("apiDefinition.swagger.json"), "--format", "sarif", "--output", At("out/findings.sarif")],
                ["plan", Description, "--json", "--out", At("out/plan.json"), "--markdown", At("out/plan.md"), "--verbose"],
                ["deploy", Description, "--report", At("out/deploy.md"), "--verbose"],
                ["deploy", Description, "--json"],
                ["status", Description, "--json"],
                ["rotate-secret", Description, "--verbose"],
                ["reply-urls", Description, "--json"],
                ["package", Description, "--output", At("out/packages")],
                ["adopt", "local", "--state", State, "--output", At("out/adopted")],
                ["download", Description],
                ["retire", Description, "--yes"],
            })
            {
                outputs.Add((await RunAsync(arguments)).Output);
                secrets.UnionWith(File.Exists(State) ? Secrets(JsonNode.Parse(File.ReadAllText(State))) : []);
            }

            Assert.Contains(outputs, o => o.Contains("add client secret", StringComparison.Ordinal));
            Assert.True(
                secrets.Count >= 9,
                "Beside the variables: the deployer's secret and two of the connector, from the local cloud's own state.");
            foreach (var secret in secrets)
            {
                Assert.All(outputs, o => Assert.DoesNotContain(SecretForms.Of(secret), form => o.Contains(form, StringComparison.Ordinal)));
                Assert.DoesNotContain(SecretForms.FilesWith(secret, Folder), f => !f.EndsWith("state.json", StringComparison.Ordinal));
            }

            Assert.All(outputs, o => Assert.DoesNotContain("add-mask", o, StringComparison.Ordinal));
            Assert.All(outputs, o => Assert.DoesNotContain("issecret", o, StringComparison.Ordinal));

            // A token begins with {" in base64.
            Assert.All(outputs, o => Assert.DoesNotContain("eyJ", o, StringComparison.Ordinal));
            Assert.DoesNotContain(SecretForms.FilesWith("eyJhbGciOi", Folder), f => !f.EndsWith("state.json", StringComparison.Ordinal));
        }
        finally
        {
            variables.ForEach(v => v.Dispose());
        }
    }

    private static IEnumerable<string> Secrets(JsonNode? node) => node switch
    {
        JsonObject o =>
            o.SelectMany(
                child => child.Key.EndsWith("secretText", StringComparison.OrdinalIgnoreCase) && child.Value is JsonValue value
                    ? [(string)value!]
                    : Secrets(child.Value)),
        JsonArray a => a.SelectMany(Secrets),
        _ => [],
    };

    private sealed class ProcessVariable : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        public ProcessVariable(string name, string value)
        {
            (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
    }
}
