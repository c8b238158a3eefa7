using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Validation;

public sealed class CompiledScriptTests
{
    public static TheoryData<string> Accepted() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scripts", "Accepted"), "*.csx").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Script_InAShapeThatThePlatformAccepts_HasNothingToFind(string name)
    {
        var found = CompiledScript.Validate(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scripts", "Accepted", name + ".csx")));

        Assert.Empty(found.Where(d => d.Id != "CB5005").Select(d => $"{CompiledScript.Text(d)} {d.Message}"));
    }

    [Theory]
    [InlineData("var x = request;", "CB5201(5,9)", "CS0103: The name 'request' does not exist")]
    [InlineData("int x = 1", "CB5201(5,10)", "CS1002")]
    [InlineData("Context.Send(Context.Request);", "CB5201(5,9)", "CS1061: 'IScriptContext' does not contain a definition for 'Send'")]
    [InlineData("string s = 1;", "CB5201(5,12)", "CS0029")]
    [InlineData("JObject o = JObject.Parse(1, 2, 3);", "CB5201(5,21)", "CS1501")]
    [InlineData("}", "CB5201(6,9)", "CS1519")]
    [InlineData("var t = \"a,b\".Split(\",\");", "CB5202(5,21)", "'Split'")]
    [InlineData("var t = Context.OperationId.Split(\",\");", "CB5202(5,35)", "'Context.OperationId.Split' is not there, or not in this form, in .NET Standard 2.0")]
    [InlineData("var t = string.Join(',', new[] { \"a\" });", "CB5202(5,21)", "'string.Join'")]
    [InlineData("var d = System.Text.Json.JsonDocument.Parse(\"{}\");", "CB5202(5,9)", "'Json' does not exist in the namespace 'System.Text'")]
    [InlineData("var v = new Dictionary<string, string>().GetValueOrDefault(\"a\");", "CB5202(5,42)", "CS1061")]
    [InlineData("dynamic d = JObject.Parse(\"{}\"); var x = d.a;", "CB5202(5,42)", "CSharpArgumentInfo")]
    [InlineData("var s = \"\"\"raw\"\"\";", "CB5202(5,9)", "newer C# than 9")]
    [InlineData("int[] a = [1, 2];", "CB5202(5,11)", "newer C# than 9")]
    [InlineData("var p = Context.ConnectionParameters[\"url\"]?.ToString();", "CB5203(5,17)", "setheader")]
    public void Script_WithABody_IsReportedWhereTheCompilerSaysIt(string body, string expected, string message)
    {
        var found = CompiledScript.Validate(CompiledScript.WithBody(body));

        var first = found.First(d => d.Id != "CB5005");
        Assert.Equal(expected, CompiledScript.Text(first));
        Assert.Contains(message, first.Message, StringComparison.Ordinal);
        Assert.Equal(first.Id == "CB5201" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning, first.Severity);
        Assert.All(found, d => Assert.Equal(first.Severity, d.Severity == DiagnosticSeverity.Info ? first.Severity : d.Severity));
    }

    [Theory]
    [InlineData("class Other { }", "CB5002(1,1)")]
    [InlineData("public class Script { }", "CB5002(1,14)")]
    [InlineData("namespace N { public class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => null; } }", "CB5002(1,28)")]
    [InlineData("public class Outer { public class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => null; } }", "CB5002(1,35)")]
    [InlineData("public abstract class Script : ScriptBase { }", "CB5002(1,23)")]
    [InlineData("public class Script : ScriptBase { public Script(int n) { } public override Task<HttpResponseMessage> ExecuteAsync() => null; }", "CB5002(1,14)")]
    [InlineData("public class Script : ScriptBase { }", "CB5201(1,14)")]
    [InlineData("public class Script : ScriptBase { public override async Task<string> ExecuteAsync() { return \"\"; } }", "CB5201(1,71)")]
    [InlineData("#r \"Newtonsoft.Json.dll\"\npublic class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => null; }", "CB5201(1,2)")]
    [InlineData("using Contoso.Parcels;\npublic class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => null; }", "CB5005(1,7) CB5201(1,7)")]
    [InlineData("using System.Web.Script.Serialization;\npublic class Script : ScriptBase { JavaScriptSerializer s; public override Task<HttpResponseMessage> ExecuteAsync() => null; }", "CB5005(1,7) CB5202(1,18) CB5202(2,36)")]
    [InlineData("namespace N;\npublic class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() => null; }", "CB5202(1,1) CB5002(2,14)")]
    [InlineData("public class Script : ScriptBase { record R(int A); public override Task<HttpResponseMessage> ExecuteAsync() => null; }", "CB5202(1,49)")]
    [InlineData("public class Script : ScriptBase {", "CB5201(1,35)")]
    public void Script_AsAWhole_IsJudgedByItsCompiledClass(string script, string expected)
    {
        Assert.Equal(expected, string.Join(' ', CompiledScript.Validate(script).Select(CompiledScript.Text)));
    }

    [Theory]
    [InlineData("_count++;", "private static int _count;", "_count")]
    [InlineData("_token = \"a\";", "private static string _token = \"\";", "_token")]
    [InlineData("Cache[\"a\"] = \"b\";", "private static readonly Dictionary<string, string> Cache = new Dictionary<string, string>();", "Cache")]
    [InlineData("await Task.Yield(); Cache.GetOrAdd(\"a\", k => k + Context.OperationId);", "private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> Cache = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();", "Cache")]
    [InlineData("Last = DateTime.UtcNow;", "private static DateTime Last { get; set; }", "Last")]
    [InlineData("System.Threading.Interlocked.Increment(ref Counter.Calls);", "static class Counter { public static long Calls; }", "Calls")]
    [InlineData("lock (Gate) { Log.AppendLine(Context.OperationId); }", "private static readonly object Gate = new object(); static readonly StringBuilder Log = new StringBuilder();", "Log")]
    [InlineData("var local = new List<string>(Names); local.Add(Names[0]);", "private static readonly List<string> Names = new List<string> { \"a\" };", null)]
    [InlineData("var f = Names.Select(n => n.Length).ToList(); f.Add(1);", "static readonly string[] Names = { \"a\" }; static readonly string Base = Environment.NewLine;", null)]
    public void Statics_ThatChange_AreFoundAtTheirDeclaration(string body, string members, string? expected)
    {
        var script = CompiledScript.WithBody(body, members);

        var found = CompiledScript.Validate(script).Where(d => d.Id != "CB5005").ToList();

        if (expected is null)
        {
            Assert.Empty(found);
            return;
        }

        var only = Assert.Single(found);
        var lines = script.Split('\n');
        Assert.Equal(
            ("CB5204", expected),
            (only.Id, lines[only.Location!.Value.Line - 1][(only.Location.Value.Column - 1)..(only.Location.Value.EndColumn - 1)]));
    }

    [Fact]
    public void Errors_BehindWhatIsNotProved_AreReportedToo()
    {
        var found = CompiledScript.Validate(
            CompiledScript.WithBody("var d = System.Text.Json.JsonDocument.Parse(\"{}\"); var s = \"\"\"raw\"\"\"; missing();"));

        Assert.Contains(found, d => d.Id == "CB5201" && d.Message.StartsWith("CS0103: The name 'missing'", StringComparison.Ordinal));
        Assert.Equal(2, found.Count(d => d.Id == "CB5202"));
    }

    [Fact]
    public void FullName_OfANamespaceThatIsNotDocumented_IsAnInfoAtTheName()
    {
        var found = CompiledScript.Validate(
            CompiledScript.WithBody("var c = System.Globalization.CultureInfo.InvariantCulture; var e = System.Text.Encoding.UTF8;"));

        Assert.Equal("CB5005(5,9)", CompiledScript.Text(Assert.Single(found)));
        Assert.Contains("'System.Globalization'", found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_OfAMillionBrackets_ComesToAnEnd()
    {
        var found = CompiledScript.Validate("class Script : ScriptBase { string s = " + new string('(', 1_000_000));

        Assert.NotEmpty(found);
        Assert.All(found, d => Assert.True(d.Id is "CB5201" or "CB5205", d.Id));
    }

    [Fact]
    public void Suppressions_WithoutACompiler_AreNotSaidToBeUnused()
    {
        using var connector = new TestConnector().WithScript(CompiledScript.WithBody(""))
            .With(v => v with { Suppressions = [new("CB5202", null, "tried out"), new("CB5001", null, "of an earlier version")] });

        Assert.DoesNotContain(connector.Validate().Diagnostics, d => d.Id == "CB1901");
        Assert.Contains(
            "CB5202",
            Assert.Single(
                ProjectValidation.Validate(
                    connector.Project, null, CompiledScript.Compiler, TestContext.Current.CancellationToken).Diagnostics,
                d => d.Id == "CB1901").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Script_WithoutReferences_IsSaidNotToBeCompiled()
    {
        using var connector = new TestConnector().WithScript("class Script : ScriptBase { no C# }");

        var found = ProjectValidation.Validate(
            connector.Project, null, new ScriptCompiler(connector.Folder), TestContext.Current.CancellationToken).Diagnostics;

        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found, d => d.Id == "CB5205").Severity);
        Assert.DoesNotContain(found, d => d.Id == "CB5201");
    }

    [Fact]
    public void Compilation_OfTheSameScript_IsTakenFromTheIntermediateFolder()
    {
        using var connector = new TestConnector().WithScript(CompiledScript.WithBody("var x = request;"));
        var project = connector.Project with { IntermediateDirectory = Path.Combine(connector.Folder, "obj") };
        var first = Validate();
        var kept = Path.Combine(connector.Folder, "obj", "items.script.json");
        var text = File.ReadAllText(kept);
        File.WriteAllText(kept, text.Replace("CS0103", "CS9999", StringComparison.Ordinal));

        var second = Validate();
        connector.Write("script.csx", CompiledScript.WithBody("var x = other;"));
        var third = Validate();

        Assert.Contains("CS0103", first.Message, StringComparison.Ordinal);
        Assert.Contains("CS9999", second.Message, StringComparison.Ordinal);
        Assert.Contains("CS0103: The name 'other'", third.Message, StringComparison.Ordinal);

        Diagnostic Validate() =>
            ProjectValidation.Validate(project, null, CompiledScript.Compiler, TestContext.Current.CancellationToken).Diagnostics
                .Single(d => d.Id == "CB5201");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"fingerprint\":null}")]
    public void Compilation_WhoseKeptFileIsBroken_IsMadeAgain(string kept)
    {
        using var connector = new TestConnector().WithScript(CompiledScript.WithBody("var x = request;"));
        connector.Write("obj/items.script.json", kept);
        var project = connector.Project with { IntermediateDirectory = Path.Combine(connector.Folder, "obj") };

        var found = ProjectValidation.Validate(project, null, CompiledScript.Compiler, TestContext.Current.CancellationToken).Diagnostics;

        Assert.Contains(found, d => d.Id == "CB5201");
    }
}
