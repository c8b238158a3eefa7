using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.SignIn;

/// <summary>A parameter set is empty or occurs twice.</summary>
internal sealed class ParameterSetShape() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB3105", "A parameter set is empty or occurs twice", DiagnosticSeverity.Warning);

    public void Check(RuleContext context)
    {
        var sets = context.Properties[Keyword.ConnectionParameterSets];
        if (!sets.IsObject)
        {
            return;
        }

        var values = sets[Keyword.Values];
        if (!values.IsArray || values.Count == 0)
        {
            context.Report(
                this, values.Exists ? values : sets,
                "\"connectionParameterSets\" has no sets, so makers have no way to sign in: add sets to \"values\", or remove it");
            return;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var set in values.Children)
        {
            var name = set[Keyword.Name].Text ?? "";
            if (!seen.Add(name))
            {
                context.Report(
                    this, set[Keyword.Name].Exists ? set[Keyword.Name] : set,
                    $"There is a set '{ValueText.Shorten(name)}' already, and connections remember their set by name: rename one");
            }

            if (set[Keyword.Parameters] is not { IsObject: true, Count: > 0 })
            {
                context.Report(
                    this, set[Keyword.Parameters] is { Exists: true } parameters ? parameters : set,
                    $"The set '{ValueText.Shorten(name)}' has no parameters, so it signs nobody in: add them, or remove the set");
            }
        }
    }
}
