using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Properties;

/// <summary>A policy uses a connection parameter that does not exist.</summary>
internal sealed class PolicyParameterExists() : Rule(Code), IPolicyRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB2507", "A policy uses a connection parameter that does not exist", DiagnosticSeverity.Warning);

    public void Check(PolicySite policy, RuleContext context)
    {
        HashSet<string>? known = null;
        foreach (var parameter in policy.Parameters.Members)
        {
            foreach (var text in Texts(parameter))
            {
                foreach (var name in Used(text))
                {
                    known ??= ConnectionParameters.NamesOf(context.Properties);
                    if (!known.Contains(name))
                    {
                        context.Report(
                            this, text,
                            $"There is no connection parameter '{ValueText.Shorten(name)}', so this part of the policy stays "
                                + $"empty{context.Hint(name, known)}: add the parameter to \"connectionParameters\", or correct the "
                                + "name");
                    }
                }
            }
        }
    }

    private static IEnumerable<SourceNode> Texts(SourceNode parameter)
    {
        if (!parameter.IsArray)
        {
            yield return parameter;
        }

        foreach (var element in parameter.Elements)
        {
            yield return element;
        }
    }

    // @connectionParameters('name') or @connectionParameters('name','default'), which needs no parameter.
    private static IEnumerable<string> Used(SourceNode text)
    {
        const string Call = "connectionParameters(";
        if (text.Text is not { } value)
        {
            yield break;
        }

        for (var at = value.IndexOf(Call, StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf(Call, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var argument = value.AsSpan(at + Call.Length).TrimStart();
            if (argument is ['\'' or '"', ..] && argument[1..].IndexOf(argument[0]) is var end and >= 0)
            {
                var rest = argument[(end + 2)..].TrimStart();
                if (rest is [')', ..])
                {
                    yield return argument[1..(end + 1)].ToString();
                }
            }
        }
    }
}
