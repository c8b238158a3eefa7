using System.Text.RegularExpressions;
using ConnectorBuild.LocalCloud.Dataverse.WebApi;
using ConnectorBuild.LocalCloud.Entra;
using ConnectorBuild.LocalCloud.Graph;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Management;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Operations_Mapped_HaveExactlyOneRowEach()
    {
        var mapped = EntraApi.Operations.Select(o => $"{o.Method} {o.Template}")
            .Concat(GraphApi.Operations.Select(o => $"{o.Method} {Shorten(o.Template)}"))
            .Concat(DataverseApi.Operations.Select(o => $"{o.Method} {o.Template}"))
            .Concat(ManagementApi.Operations.Select(o => $"{o.Method} {o.Template}"))
            .Distinct()
            .Order(StringComparer.Ordinal);
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "local-cloud.md"))).Select(m => m.Groups["operation"].Value).ToList();

        // Graph and Dataverse both have $batch.
        Assert.Equal(mapped, rows.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["POST /$batch"], rows.GroupBy(r => r).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void KnownResources_Seeded_AreListed()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "local-cloud.md"));

        Assert.All(KnownResources.All, r => Assert.Contains(r.AppId, text, StringComparison.Ordinal));
        Assert.All(
            KnownResources.All.Where(r => r.Permissions.Count < 20).SelectMany(r => r.Permissions),
            p => Assert.Contains(p.Value, text, StringComparison.Ordinal));
        Assert.All(
            KnownResources.All.Where(r => r.Permissions.Count >= 20),
            r => Assert.Contains($"{r.AppId} | {r.Permissions.Count(p => p.ScopeId is not null)} delegated", text, StringComparison.Ordinal));
    }

    private static string Shorten(string template) => template
        .Replace("/applications(appId='{appId}')", "/applications/{application}", StringComparison.Ordinal)
        .Replace("/applications(uniqueName='{uniqueName}')", "/applications/{application}", StringComparison.Ordinal)
        .Replace("/applications/{id}", "/applications/{application}", StringComparison.Ordinal)
        .Replace("/servicePrincipals(appId='{appId}')", "/servicePrincipals/{principal}", StringComparison.Ordinal)
        .Replace("/servicePrincipals/{id}", "/servicePrincipals/{principal}", StringComparison.Ordinal);

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tasks.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Tasks.sln is not above the tests.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(?<operation>(?:GET|POST|PATCH|DELETE) [^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
