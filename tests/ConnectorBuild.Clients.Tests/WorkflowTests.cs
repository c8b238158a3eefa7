using System.Text.RegularExpressions;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Clients.Tests;

/// <summary>Workflows of the samples and the guides, read by the parser that GitHub publishes, with its schema in it.</summary>
public sealed partial class WorkflowTests(ClientRun clients) : IClassFixture<ClientRun>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("connectorbuild-workflows-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> ErrorsAsync(params string[] files) => string.Join(
        '\n',
        (await clients.RunAsync("node", [Path.Combine(AppContext.BaseDirectory, "Node", "workflow.mjs"), .. files]))["errors"]!.AsArray()
            .Select(e => (string?)e));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public async Task Sample_OfAPipeline_IsAWorkflow() => Assert.Equal("", await ErrorsAsync(RepositoryRoot.PathOf("samples/pipelines/github.yml")));

    [Fact]
    public async Task Guides_WholeWorkflows_AreWorkflows()
    {
        var files = Directory.EnumerateFiles(RepositoryRoot.PathOf("docs"), "*.md")
            .SelectMany(page => Yaml().Matches(File.ReadAllText(page)).Select(m => m.Groups["text"].Value)
                .Where(text => text.Contains("\njobs:", StringComparison.Ordinal))
                .Select((text, i) => Write($"{Path.GetFileNameWithoutExtension(page)}-{i}.yml", text)))
            .ToArray();

        Assert.NotEmpty(files);
        Assert.Equal("", await ErrorsAsync(files));
    }

    [Theory]
    [InlineData("needs: package", "needs: packages", "unknown job 'packages'")]
    [InlineData("runs-on:", "run-on:", "Unexpected value 'run-on'")]
    [InlineData("vars.AZURE_CLIENT_ID", "var.AZURE_CLIENT_ID", "Unrecognized named-value: 'var'")]
    public async Task Sample_Damaged_IsRefused(string text, string damage, string error)
    {
        var sample = RepositoryRoot.Read("samples/pipelines/github.yml").Replace(text, damage, StringComparison.Ordinal);

        Assert.Contains(error, await ErrorsAsync(Write("damaged.yml", sample)), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```ya?ml\r?\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
