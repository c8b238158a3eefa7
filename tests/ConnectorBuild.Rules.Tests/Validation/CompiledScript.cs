using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>Validates a script with the real compiler of the installed SDK.</summary>
internal static class CompiledScript
{
    public static ScriptCompiler Compiler { get; } = new(Path.Combine(AppContext.BaseDirectory, "scripting"));

    /// <summary>What is found in the script, apart from the remark that it runs for all operations.</summary>
    public static IReadOnlyList<Diagnostic> Validate(string script)
    {
        using var connector = new TestConnector().WithScript(script);
        return [.. ProjectValidation.Validate(connector.Project, null, Compiler, TestContext.Current.CancellationToken).Diagnostics
            .Where(d => d.Id.StartsWith("CB5", StringComparison.Ordinal) && d.Id != "CB5010")];
    }

    /// <summary>A script whose method has this body.</summary>
    public static string WithBody(string body, string members = "") =>
        $"public class Script : ScriptBase\n{{\n    public override async Task<HttpResponseMessage> ExecuteAsync()\n    {{\n{body}\n   "
            + $"     return await Context.SendAsync(Context.Request, CancellationToken);\n    }}\n{members}\n}}\n";

    /// <summary>Code and place, as a table of expectations writes them.</summary>
    public static string Text(Diagnostic diagnostic) => $"{diagnostic.Id}({diagnostic.Location?.Line},{diagnostic.Location?.Column})";
}
