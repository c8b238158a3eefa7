using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>What a YAML file says once is told once, however often an alias repeats it.</summary>
public sealed class AnchorTests
{
    [Theory]
    [InlineData("type: strin", "CB1401")]
    [InlineData("$ref: '#/definitions/Nothing'", "CB1109")]
    public void Slip_BehindAnAnchorUsedThrice_IsToldOnce(string slip, string code) => Assert.Equal(7, Assert.Single(Validate($$"""
        swagger: '2.0'
        info: { title: x, version: '1' }
        paths: {}
        definitions:
          One:
            type: object
            properties: { a: &slip { {{slip}} } }
          Two: { type: object, properties: { a: *slip } }
          Three: { type: object, properties: { a: *slip } }
        """), d => d.Id == code).Location!.Value.Line);

    [Fact]
    public void Slip_WrittenTwice_IsToldTwice() => Assert.Equal(2, Validate("""
        swagger: '2.0'
        info: { title: x, version: '1' }
        paths: {}
        definitions:
          One: { type: strin }
          Two: { type: strin }
        """).Count(d => d.Id == "CB1401"));

    private static IReadOnlyList<Diagnostic> Validate(string yaml)
    {
        using var connector = new TestConnector();
        connector.Project = connector.Project with { DefinitionFile = connector.Write("apiDefinition.yaml", yaml) };
        return connector.Validate().Diagnostics;
    }
}
