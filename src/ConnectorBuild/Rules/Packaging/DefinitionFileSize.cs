using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Packaging;

/// <summary>The definition file is larger than 1 MB.</summary>
internal sealed class DefinitionFileSize() : Rule(Code), IConnectorRule
{
    public static readonly DiagnosticDescriptor Code = new("CB6002", "The definition file is larger than 1 MB", DiagnosticSeverity.Warning);

    private const int Limit = 1_000_000;

    public void Check(RuleContext context)
    {
        if (context.Connector.Files.Definition is { Length: > Limit } file)
        {
            var minified = DefinitionSize.Of(context) is { } size ? $" ({size.DescribeShort()})" : "";
            context.Report(
                this, new SourceLocation(file.Path),
                $"The file has {Sizes.Text(file.Length)}, {Sizes.Percent(file.Length, Limit)} of the 1 MB that Microsoft documents as "
                    + $"the limit for uploads; packages hold it without blanks{minified}: take out operations, examples and long "
                    + "descriptions");
        }
    }
}
