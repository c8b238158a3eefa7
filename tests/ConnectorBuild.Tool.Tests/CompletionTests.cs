namespace ConnectorBuild.Tool.Tests;

/// <summary>What the scripts of docs/editors.md ask for when a person presses Tab.</summary>
public sealed class CompletionTests : ToolRun
{
    [Theory]
    [InlineData("dep", "deploy")]
    [InlineData("deploy --env", "--environment")]
    [InlineData("schema apiP", "apiProperties")]
    [InlineData("deploy {project} --environment ", "dev")]
    [InlineData("plan {project} -e pr", "prod")]
    public async Task Suggest_WhatIsBeingTyped_OffersIt(string typed, string offered)
    {
        Write("Orders.csproj", """
            <Project Sdk="ConnectorBuild.Sdk/1.0.0">
              <ItemGroup><ConnectorEnvironment Include="dev" /><ConnectorEnvironment Include="prod" /></ItemGroup>
            </Project>
            """);
        typed = typed.Replace("{project}", At("Orders.csproj"), StringComparison.Ordinal);

        var (exit, said) = await RunAsync($"[suggest:{typed.Length}]", typed);

        Assert.Equal(0, exit);
        Assert.Contains(offered, said.Split('\n').Select(l => l.TrimEnd('\r')));
    }

    [Fact]
    public async Task Suggest_ProjectThatIsNoXml_OffersNothing()
    {
        Write("Orders.csproj", "<Project");

        var (exit, said) = await RunAsync("[suggest]", $"deploy {At("Orders.csproj")} --environment ");

        Assert.Equal(0, exit);
        Assert.DoesNotContain("error", said, StringComparison.Ordinal);
    }
}
