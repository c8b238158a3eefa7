using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.Project;

public sealed class ProjectDescriptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("connectorbuild-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(byte[] content)
    {
        var file = Path.Combine(_folder, "Orders.connector.json");
        System.IO.File.WriteAllBytes(file, content);
        return file;
    }

    [Fact]
    public void Read_OwnVersion_ReturnsTheProject() =>
        Assert.Equal(Contoso.Project.SolutionName, ProjectDescription.Read(File(Contoso.Project.ToJson())).SolutionName);

    [Theory]
    [InlineData("{ \"version\": ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public void Read_Damaged_SaysToBuildAgain(string text)
    {
        var file = File(Encoding.UTF8.GetBytes(text));

        var found = Refusal(file);

        Assert.Equal(("CB6109", file), (found.Id, found.Location?.File));
        Assert.Contains("build again", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Missing_SaysToBuildAgain() =>
        Assert.Contains("build again", Refusal(Path.Combine(_folder, "none.connector.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_VersionOfALaterConnectorBuild_SaysToUpdateTheTool()
    {
        var found = Refusal(File((Contoso.Project with { Version = ConnectorProject.CurrentVersion + 1 }).ToJson()));

        Assert.Equal("CB6109", found.Id);
        Assert.Contains("update the tool", found.Message, StringComparison.Ordinal);
    }

    private static Diagnostic Refusal(string file) =>
        Assert.Single(Assert.Throws<ConnectorException>(() => ProjectDescription.Read(file)).Diagnostics);
}
