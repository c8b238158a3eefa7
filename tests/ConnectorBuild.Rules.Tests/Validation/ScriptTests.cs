namespace ConnectorBuild.Rules.Tests.Validation;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("public class Script : ScriptBase { }", "")]
    [InlineData("class script:ScriptBase{}", "")]
    [InlineData("public sealed class Script : My.Base, ScriptBase { }", "")]
    [InlineData("// class Script : ScriptBase\nclass Other { }", "CB5002")]
    [InlineData("class X { string s = \"class Script : ScriptBase\"; }", "CB5002")]
    [InlineData("public class Script { }", "CB5002")]
    [InlineData("class Script : ScriptBase { string s = \"}\"; char c = '}'; string v = @\"\"\"}\"; /* } */ }", "")]
    [InlineData("class Script : ScriptBase { string s = $\"{(1 == 1 ? \"{\" : \"}\")} {{ {new[] { 1 }}\"; }", "")]
    [InlineData("class Script : ScriptBase { string s = \"\"\"a \" b { \"\"\"; string t = $$\"\"\"{ {{1}} \"\"\"; }", "")]
    [InlineData("class Script : ScriptBase { string s = @\"a\nb\\\"; }", "")]
    [InlineData("class Script : ScriptBase { char q = '\\''; char r = '\"'; }", "")]
    [InlineData("class Script : ScriptBase {\n#if A\n{\n#endif\n}", "")]
    [InlineData("#region r\nclass Script : ScriptBase { }\n#endregion", "")]
    [InlineData("using System.Text;\nusing static System.Math;\nusing J = System.Text.Json;\nclass Script : ScriptBase { void M() { using var x = Y(); using (Y()) { } } }", "")]
    [InlineData("using System.Text.Json;\nclass Script : ScriptBase { }", "CB5005")]
    [InlineData("class Script : ScriptBase { object a = new HttpClient(); object b = new System.Net.Http.HttpClient { }; HttpClient c = new(); }", "CB5006 CB5006 CB5006")]
    [InlineData("class Script : ScriptBase { object a = new HttpClientHandler(); object b = new List<HttpClient>(); }", "")]
    [InlineData("class Script : ScriptBase { void M() { Thread.Sleep(5000); Task.Delay(TimeSpan.FromMinutes(1)); Task.Delay(4_999); Task.Delay(ms); } }", "CB5007 CB5007")]
    public void Script_AsText_IsJudgedByWhatIsCertain(string script, string expected)
    {
        using var connector = new TestConnector().WithScript(script);

        var codes = connector.Validate().Diagnostics.Select(d => d.Id).Where(c => c.StartsWith("CB5", StringComparison.Ordinal) && c != "CB5010");

        Assert.Equal(expected, string.Join(' ', codes));
    }

    [Fact]
    public void Script_CutOffAnywhere_IsNoCrash()
    {
        const string Script = "using System;\n#r \"x\"\nclass Script : ScriptBase { string s = $\"{(1 == 1 ? \"{\" : @\"}\")} {{ "
            + "'\\''\"; /* x */ char c = '\\u0041'; string r = \"\"\"a\"\"\"; }";
        for (var length = 0; length <= Script.Length; length++)
        {
            Engine.ScriptLexer.Read("script.csx", Script[..length]);
        }
    }

    [Fact]
    public void Script_OfAMillionBrackets_ComesToAnEnd()
    {
        using var connector = new TestConnector().WithScript(
            "class Script : ScriptBase { string s = $\"" + string.Concat(Enumerable.Repeat("{$\"", 200_000)));

        Assert.NotNull(connector.Validate().Content);
    }
}
