using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Testing;
using ConnectorBuild.Tests.AgainstLocalCloud;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tests.Fuzzing;

/// <summary>
/// Every file that somebody else may have written, damaged at random: its reader ends with coded findings and nothing else. A test run
/// takes fixed seeds;
/// <c>CONNECTORBUILD_FUZZ_SECONDS</c> lets each reader run that long, with seeds of its own.
/// </summary>
public sealed class FuzzedFileTests : IDisposable
{
    private const int Seeds = 60;

    private const string OpenApi = """
        {"openapi":"3.1.0","info":{"title":"Orders","version":"1"},"servers":[{"url":"https://{region}.contoso.com/v1","variables":{"region":{"default":"eu"}}}],
        "paths":{"/orders/{id}":{"get":{"operationId":"GetOrder","parameters":[{"name":"id","in":"path","required":true,"schema":{"type":["string","null"]}}],
        "responses":{"200":{"description":"OK","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Order"}}}},"4XX":{"description":"No"}}}}},
        "components":{"schemas":{"Order":{"allOf":[{"type":"object","properties":{"id":{"const":"a"},"next":{"$ref":"#/components/schemas/Order"}}},{"oneOf":[{"type":"object"},{"type":"object"}]}]}},
        "securitySchemes":{"e":{"type":"openIdConnect","openIdConnectUrl":"https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"}}},"security":[{"e":[]}]}
        """;

    private const string Overlay = """
        overlay: 1.0.0
        info: { title: Summaries, version: 1.0.0 }
        actions:
          - target: $.paths['/orders/{id}'].get.parameters[?@.name == 'id']
            update: { x-ms-summary: Id }
          - target: $..schema[0:2]
            remove: true
        """;

    private readonly ProjectFiles _files = new();
    private readonly byte[] _package;

    public FuzzedFileTests() =>
        _package = ValidatedProject.Open(_files.Project(new DeploymentEnvironment { Name = "local", Route = "Solution" })).Package()
            .ToZip(managed: false);

    public static TheoryData<string> Inputs =>
    [
        "definition (JSON)", "definition (YAML)", "OpenAPI 3", "overlay", "merge patch", "properties", "script", "zip", "solution.xml", "customizations.xml", "settings", "plan", "options", "description",
    ];

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Read_DamagedFile_EndsWithCodedFindings(string input)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            Check(input, seed);
        }
    }

    [Fact]
    public void Read_DamagedFilesForAsLongAsAsked_EndsWithCodedFindings()
    {
        Assert.SkipUnless(
            int.TryParse(Environment.GetEnvironmentVariable("CONNECTORBUILD_FUZZ_SECONDS"), out var seconds),
            "CONNECTORBUILD_FUZZ_SECONDS is not set.");
        foreach (var row in Inputs)
        {
            var input = row.Data;
            var clock = Stopwatch.StartNew();
            var count = 0;
            for (var seed = Environment.TickCount; clock.Elapsed.TotalSeconds < seconds; seed++, count++)
            {
                Check(input, seed);
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{input}: {count} damaged inputs");
        }
    }

    private void Check(string input, int seed)
    {
        try
        {
            Assert.All(
                Read(input, seed),
                d => Assert.True(
                    d.Id.StartsWith("CB", StringComparison.Ordinal) && d.Id != "CB9001" && !d.Message.Contains('\n'), d.ToString()));
        }
        catch (ConnectorException e)
        {
            Assert.All(e.Diagnostics, d => Assert.NotEqual("CB9001", d.Id));
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            throw new InvalidOperationException($"{input}, seed {seed}: {e}", e);
        }
    }

    private IReadOnlyList<Diagnostic> Read(string input, int seed) => input switch
    {
        "definition (JSON)" => Validate("apiDefinition.swagger.json", Contoso.Definition, seed),
        "definition (YAML)" =>
            Validate(
                "apiDefinition.swagger.yaml",
                "swagger: '2.0'\ninfo: &a { title: Orders, version: !!str 1 }\npaths:\n  /x:\n    get: { operationId: X, responses: { "
                    + "'200': { description: OK } } }\nx-b: *a\n",
                seed),
        "OpenAPI 3" => Validate("openapi.json", OpenApi, seed),
        "overlay" => ValidateOverlay(seed),
        "merge patch" => Validate("apiDefinition.local.json", """{ "host": "other.contoso.com", "info": { "title": null }, "paths": { "/x": { "get": [1, 2] } } }""", seed),
        "properties" => Validate("apiProperties.json", Contoso.Properties, seed),
        "script" =>
            Validate(
                "script.csx",
                "public class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => throw new "
                    + "Exception($\"{1}\" + @\"\\\"); /* c */ }",
                seed),
        "zip" => Package(Damage.Of(_package, seed)),
        "solution.xml" or "customizations.xml" => Package(WithDamagedEntry(input, seed)),
        "settings" => Settings(Damage.Of("""{ "EnvironmentVariables": [ { "SchemaName": "contoso_Host", "Value": "x" } ], "ConnectionReferences": [ { "LogicalName": "contoso_r", "ConnectionId": "a", "ConnectorId": "/b" } ] }"""u8, seed)),
        "plan" => File("plan.json", """{"version":2,"plans":[{"environment":"local","steps":[{"id":"app/create","hash":"a","needs":[],"provides":["app"]}],"observed":{"app":null}}]}""", seed, ApprovedPlan.ReadAll),
        "options" => File("local-cloud.json", """{ "port": 41000, "tenants": [ { "name": "local", "apis": [ { "resources": ["api://x"], "scopes": [ { "name": "a" } ] } ] } ], "faults": [ { "status": 503, "delay": "00:00:01" } ] }""", seed, LocalCloudOptionsFile.Read),
        "description" => File("a.connector.json", Encoding.UTF8.GetString(_files.Project().ToJson()), seed, ProjectDescription.Read),
        _ => throw new InvalidOperationException($"There is no input '{input}'."),
    };

    private IReadOnlyList<Diagnostic> Validate(string file, string text, int seed)
    {
        System.IO.File.WriteAllBytes(_files[file], Damage.Of(Encoding.UTF8.GetBytes(text), seed));
        var project = _files.Project(new DeploymentEnvironment { Name = "local" });
        project = file switch
        {
            "openapi.json" or "apiDefinition.swagger.yaml" => project with { DefinitionFile = _files[file] },
            "script.csx" => project with { ScriptFile = _files[file] },
            _ => project,
        };
        return ProjectValidation.Validate(project, environmentName: null, TestContext.Current.CancellationToken).Diagnostics;
    }

    private IReadOnlyList<Diagnostic> ValidateOverlay(int seed)
    {
        System.IO.File.WriteAllText(_files["openapi.json"], OpenApi);
        System.IO.File.WriteAllBytes(_files["a.overlay.yaml"], Damage.Of(Encoding.UTF8.GetBytes(Overlay), seed));
        var project = _files.Project() with { DefinitionFile = _files["openapi.json"], Overlays = [_files["a.overlay.yaml"]] };
        return ProjectValidation.Validate(project, environmentName: null, TestContext.Current.CancellationToken).Diagnostics;
    }

    private static IReadOnlyList<Diagnostic> Package(byte[] zip)
    {
        var target = new DeploymentTarget
        {
            Name = "local",
            Environment = new DeploymentEnvironment { Name = "local", Route = "Solution" },
            DataverseUrl = new Uri("https://contoso.crm4.dynamics.com/"),
            TenantId = Guid.NewGuid(),
            AuthorityHost = new Uri("https://login.microsoftonline.com/"),
            GraphUrl = new Uri("https://graph.microsoft.com/"),
        };
        PackagedState.FromPackage(Contoso.Project, zip, "contoso.zip", target);
        return [];
    }

    private byte[] WithDamagedEntry(string name, int seed)
    {
        var stream = new MemoryStream();
        stream.Write(_package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(name)!;
            byte[] bytes;
            using (var reader = entry.Open())
            {
                using var copy = new MemoryStream();
                reader.CopyTo(copy);
                bytes = copy.ToArray();
            }

            entry.Delete();
            using var writer = zip.CreateEntry(name).Open();
            writer.Write(Damage.Of(bytes, seed));
        }

        return stream.ToArray();
    }

    private static IReadOnlyList<Diagnostic> Settings(byte[] json)
    {
        DeploymentSettings.Parse(json, "settings.json");
        return [];
    }

    private IReadOnlyList<Diagnostic> File<T>(string name, string text, int seed, Func<string, T> read)
    {
        System.IO.File.WriteAllBytes(_files[name], Damage.Of(Encoding.UTF8.GetBytes(text), seed));
        read(_files[name]);
        return [];
    }
}
