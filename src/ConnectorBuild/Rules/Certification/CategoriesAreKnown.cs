using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Certification;

/// <summary>Unknown or too many categories.</summary>
internal sealed class CategoriesAreKnown() : Rule(Code), IDefinitionRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB4006", "Unknown or too many categories", DiagnosticSeverity.Info) { IsCertification = true };

    private const int Limit = 2;

    private static readonly string[] Known =
    [
        "AI", "Business Management", "Business Intelligence", "Collaboration", "Commerce", "Communication", "Content and Files", "Finance", "Data",
        "Human Resources", "Internet of Things", "IT Operations", "Lifestyle and Entertainment", "Marketing", "Productivity", "Sales and CRM",
        "Security", "Social Media", "Website",
    ];

    public void Check(RuleContext context)
    {
        foreach (var entry in context.Definition[Keyword.XMsConnectorMetadata].Elements)
        {
            if (!string.Equals(entry[Keyword.PropertyName].Text, "Categories", StringComparison.OrdinalIgnoreCase)
                || entry[Keyword.PropertyValue].Text is not { } text)
            {
                continue;
            }

            var categories = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (categories.Length > Limit)
            {
                context.Report(
                    this, entry[Keyword.PropertyValue],
                    $"There are {categories.Length} categories, and certification allows {Limit}: keep the two that fit best",
                    "TooManyConnectorCategories");
            }

            foreach (var category in categories)
            {
                if (!Known.Contains(category))
                {
                    context.Report(
                        this, entry[Keyword.PropertyValue],
                        $"'{ValueText.Shorten(category)}' is not one of Microsoft's categories{context.Hint(category, Known)}: write "
                            + $"one of {string.Join(", ", Known)}",
                        "InvalidConnectorCategory");
                }
            }
        }
    }
}
