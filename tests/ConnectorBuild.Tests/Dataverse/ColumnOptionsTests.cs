using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Tests.Dataverse;

public sealed class ColumnOptionsTests
{
    private static readonly ConnectorColumn _capabilities = ConnectorColumns.Find("capabilities");

    [Theory]
    [InlineData("""["actions","gateway"]""", "118690003,118690005")]
    [InlineData("""["ACTIONS"," Gateway ","gateway"]""", "118690003,118690005")]
    [InlineData("""["composite","tabular","blob","gateway","cloud","actions"]""", "118690000,118690001,118690002,118690003,118690004,118690005")]
    [InlineData("""["triggers","cloud only","actoins",1,null]""", null)]
    [InlineData("""["118690007"]""", "118690007")]
    [InlineData("[]", null)]
    [InlineData("\"actions\"", null)]
    [InlineData("null", null)]
    public void FromMember_IsTheColumn(string member, string? column) => Assert.Equal(column, _capabilities.FromMember(JsonNode.Parse(member)));

    [Theory]
    [InlineData("118690005,118690003", """["gateway","actions"]""")]
    [InlineData("[-1,118690003,118690005,-1]", """["gateway","actions"]""")]
    [InlineData("118690007", """["118690007"]""")]
    [InlineData("", "[]")]
    [InlineData(null, "[]")]
    public void ToMember_IsTheNames(string? column, string member) =>
        Assert.Equal(member, _capabilities.Options.ToMember(_capabilities.Normalize(column)).ToJsonString());

    [Fact]
    public void ToMember_KeepsTheAuthorsNamesThatNoEnvironmentHas() =>
        Assert.Equal("""["gateway","triggers"]""", _capabilities.Options.ToMember("118690003", JsonNode.Parse("""["actions","triggers"]""")).ToJsonString());

    [Theory]
    [InlineData("118690003,118690005", "118690005,118690003", true)]
    [InlineData("118690003", null, false)]
    [InlineData(null, "", true)]
    public void AreSame_TheOrderDoesNotCount(string? a, string? b, bool same) => Assert.Equal(same, ConnectorColumns.AreSame("capabilities", a, b));
}
