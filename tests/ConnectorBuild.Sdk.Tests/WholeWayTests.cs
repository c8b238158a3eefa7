using System.Text;
using System.Text.RegularExpressions;
using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>
/// Connectors in every form of sign-in that public ones have, from their files to a proved sign-in: adopt, build, publish to
/// <c>local</c>, publish again.
/// </summary>
public sealed partial class WholeWayTests(PackedSdk sdk)
{
    private static readonly (string Resource, string Scope)[] Resources =
    [
        ("https://management.core.windows.net/", "user_impersonation"),
        ("https://management.azure.com", "user_impersonation"),
        ("https://graph.microsoft.com", "User.Read"),
        ("https://graph.microsoft.com/", "Mail.Read"),
        ("00000003-0000-0000-c000-000000000000", "User.Read"),
        ("api://orders.contoso.com", "Orders.Read"),
        ("api://3f2504e0-4f89-41d3-9a0c-0305e82c3301", "access_as_user"),
        ("3f2504e0-4f89-41d3-9a0c-0305e82c3301", "access_as_user"),
        ("https://orders.contoso.com/api", "user_impersonation"),
        ("https://contoso.sharepoint.com", "AllSites.Read"),
        ("https://outlook.office.com/", "Mail.Read"),
        ("https://api.businesscentral.dynamics.com", "user_impersonation"),
    ];

    // {0} is a scope, {1} the resource without its final slash.
    private static readonly string?[] ScopeForms =
    [
        "[\"{0}\"]",
        "\"{0}\"",
        "[\"{0} offline_access\"]",
        "\"openid,profile, {0}\"",
        "[\"openid\", \"{0}\", \"offline_access\"]",
        "[\"{1}/{0}\"]",
        "[\"{1}/.default\"]",
        "[]",
        null,
    ];

    private static readonly string?[] Tenants = ["common", "organizations", null];

    private static SignInShape[] Shapes { get; } = [.. Enumerable.Range(0, 32).Select(i =>
    {
        // Strides without a common divisor bring each value of one part beside the values of the others.
        var (resource, scope) = Resources[i % Resources.Length];
        var form = ScopeForms[(i + (i / Resources.Length * 4)) % ScopeForms.Length];
        var names = (form is null or "[]" or "[\"{1}/.default\"]") && !HasOneUsualPermission(resource) ? ScopeForms[i % 6] : form;
        return new SignInShape(
            resource,
            names is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, names, scope, resource.TrimEnd('/')),
            Tenants[i % Tenants.Length],
            (SignInForm)(i % 4),
            (SignInCasing)(i / 4 % 3));
    })];

    // Of other APIs with several permissions a connector must name its own.
    private static bool HasOneUsualPermission(string resource) =>
        !resource.Contains("sharepoint", StringComparison.Ordinal) && !resource.Contains("outlook", StringComparison.Ordinal);

    [Fact]
    public void Shapes_CoverEveryPartOfEveryForm()
    {
        Assert.Equal(Resources.Length, Shapes.Select(s => s.Resource).Distinct().Count());
        Assert.Equal(
            Enum.GetValues<SignInForm>().Length * Enum.GetValues<SignInCasing>().Length,
            Shapes.Select(s => (s.Form, s.Casing)).Distinct().Count());
        Assert.True(Shapes.Select(s => s.Scopes).Distinct().Count() > ScopeForms.Length);
        Assert.True(Shapes.Distinct().Count() >= 30);
    }

    [Fact]
    public async Task AdoptBuildPublishTwice_EveryFormOfSignIn_IsProvedAndThenLeftAlone()
    {
        var folder = new ConnectorFolder(sdk);
        var names = Shapes.Select((_, i) => $"Shape{i:00}").ToList();
        foreach (var (shape, name) in Shapes.Zip(names))
        {
            folder.Write(
                $"files/{name}/apiDefinition.swagger.json",
                Connectors.Definition.Replace("Contoso Orders", $"Contoso {name}", StringComparison.Ordinal));
            folder.Write($"files/{name}/apiProperties.json", shape.Properties());
            (await folder.RunPlainAsync(
                Tool, "adopt", folder.PathOf($"files/{name}"), "--prefix", "contoso", "--name", name, "--output", folder
                    .PathOf($"projects/{name}"))).Succeeded();
            var project = $"projects/{name}/{name}.csproj";
            folder.Write(project, SdkVersion().Replace(folder.Read(project), $"ConnectorBuild.Sdk/{PackedSdk.Version}\""));
        }

        folder.Write("all.proj", """
            <Project>
              <ItemGroup><Connector Include="projects/*/*.csproj" /></ItemGroup>
              <Target Name="Restore"><MSBuild Projects="@(Connector)" Targets="Restore" Properties="MSBuildRestoreSessionId=1" BuildInParallel="true" /></Target>
              <Target Name="Build" DependsOnTargets="Restore"><MSBuild Projects="@(Connector)" Targets="Build" BuildInParallel="true" /></Target>
              <Target Name="Publish">
                <MSBuild Projects="@(Connector)" Targets="Publish" Properties="ConnectorEnvironment=local" BuildInParallel="true" ContinueOnError="true" />
              </Target>
            </Project>
            """);
        var build = (await folder.RunAsync("msbuild", "all.proj", "-t:Build", "-m:2")).Succeeded();
        var first = await folder.RunAsync("msbuild", "all.proj", "-t:Publish", "-m:2");
        var reports = Reports();
        var second = await folder.RunAsync("msbuild", "all.proj", "-t:Publish", "-m:2");
        var again = Reports();

        Assert.DoesNotContain(": error ", build.Output, StringComparison.Ordinal);
        var unfinished = new StringBuilder();
        foreach (var (name, shape) in names.Zip(Shapes))
        {
            if (!reports[name].Contains("sign-in        proved", StringComparison.Ordinal)
                || !again[name].Contains("sign-in        proved", StringComparison.Ordinal))
            {
                unfinished.AppendLine($"{name} {shape}: the sign-in is not proved\n{reports[name]}\n{again[name]}");
            }
            else if (!again[name].Contains("Nothing to do", StringComparison.Ordinal))
            {
                unfinished.AppendLine($"{name} {shape}: the second run changes something\n{again[name]}");
            }
        }

        Assert.True(unfinished.Length == 0, unfinished.ToString());
        first.Succeeded();
        second.Succeeded();

        Dictionary<string, string> Reports() => names.ToDictionary(
            n => n,
            n => Directory.EnumerateFiles(folder.PathOf($"projects/{n}/obj"), "*.md").Select(File.ReadAllText).FirstOrDefault() ?? "no report",
            StringComparer.Ordinal);
    }

    private static string Tool { get; } = Repository.PathOf($"src/ConnectorBuild.Tool/bin/{Repository.Configuration}/net10.0/dotnet-connector.dll");

    [GeneratedRegex("ConnectorBuild\\.Sdk/[^\"]+\"")]
    private static partial Regex SdkVersion();
}
