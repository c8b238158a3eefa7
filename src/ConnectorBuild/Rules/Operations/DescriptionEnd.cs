using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Operations;

/// <summary>A description does not end with a stop.</summary>
internal sealed class DescriptionEnd() : Rule(Code), IOperationRule
{
    public static readonly DiagnosticDescriptor Code = new("CB4117", "A description does not end with a stop", DiagnosticSeverity.Info);

    public void Check(OperationSite operation, RuleContext context)
    {
        // The last byte tells for most, without decoding the text.
        if (operation[Keyword.Description] is { IsString: true, Raw: not [.., (byte)'.' or (byte)')'] } description
            && description.Text is { } text
            && text.AsSpan().TrimEnd() is [.., not ('.' or '!' or '?' or ':' or ')')]
            && !EndsWithAddress(text))
        {
            context.Report(
                this, operation[Keyword.Description],
                $"The description of '{operation.Label}' is not a whole sentence (it ends without a stop), as Microsoft's coding "
                    + "standards ask: end it with a full stop");
        }
    }

    // A stop behind an address would become a part of it where texts are made links.
    private static bool EndsWithAddress(string text)
    {
        var last = text.AsSpan().TrimEnd();
        last = last[(last.LastIndexOfAny(" \t\r\n") + 1)..];
        return last.Contains("://", StringComparison.Ordinal) || last.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }
}
