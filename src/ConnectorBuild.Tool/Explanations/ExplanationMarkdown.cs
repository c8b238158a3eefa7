using System.Text;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Explanations;

/// <summary>A connector as a README: what it does, how one signs in, each operation with its fields.</summary>
internal static class ExplanationMarkdown
{
    /// <summary>The document.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="deployments">What the last deployments from this folder left: client ids and redirect URLs.</param>
    public static string Create(ExplainedConnector connector, IReadOnlyList<DeploymentReceipt> deployments)
    {
        var text = new StringBuilder($"# {SafeText.ForMarkdown(connector.Title)}\n\n");
        Paragraph(text, connector.Description);
        text.Append("## Sign-in\n\n");
        foreach (var sentence in connector.SignIn)
        {
            Paragraph(text, sentence);
        }

        Deployments(text, [.. deployments.Where(d => d.RedirectUrls.Count > 0)]);
        Operations(text, connector, "##");
        return text.ToString();
    }

    /// <summary>The operations that makers see.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="connector">The connector.</param>
    /// <param name="heading">The mark of a group's heading; an operation's has one level more.</param>
    public static void Operations(StringBuilder text, ExplainedConnector connector, string heading)
    {
        var seen = connector with { Operations = [.. connector.Operations.Where(o => o.Visibility != "internal")] };
        foreach (var (title, operations) in seen.Groups)
        {
            text.Append($"{heading} {title}\n\n");
            foreach (var operation in operations)
            {
                Operation(text, operation, heading + "#");
            }
        }
    }

    /// <summary>A paragraph; nothing for an empty text.</summary>
    public static void Paragraph(StringBuilder text, string paragraph) =>
        text.Append(paragraph.Length == 0 ? "" : $"{SafeText.ForMarkdown(paragraph)}\n\n");

    private static void Deployments(StringBuilder text, List<DeploymentReceipt> deployments)
    {
        if (deployments.Count == 0)
        {
            return;
        }

        text.Append("| Environment | Client id | Redirect URL |\n|---|---|---|\n");
        foreach (var deployment in deployments)
        {
            text.Append(
                $"| {SafeText.ForMarkdown(deployment.Environment)} | {SafeText.ForMarkdown(deployment.ClientId ?? "")} | "
                    + $"{string.Join("<br>", deployment.RedirectUrls.Select(u => $"`{SafeText.ForMarkdownCode(u)}`"))} |\n");
        }

        text.Append('\n');
    }

    private static void Operation(StringBuilder text, ExplainedOperation operation, string heading)
    {
        text.Append($"{heading} {SafeText.ForMarkdown(operation.Name)}\n\n");
        text.Append($"`{SafeText.ForMarkdownCode(operation.Id)}`, `{SafeText.ForMarkdownCode(operation.Request)}`"
            + $"{(operation.IsDeprecated ? ", deprecated" : "")}\n\n");
        Paragraph(text, operation.Description);
        Fields(text, "Input", [.. operation.Parameters.Where(p => p.Visibility != "internal")], f => f.IsRequired ? "required" : "");
        Fields(text, "Output", [.. operation.Outputs.Where(p => p.Visibility != "internal")], _ => "");
    }

    private static void Fields(StringBuilder text, string what, List<ExplainedField> fields, Func<ExplainedField, string> required)
    {
        if (fields.Count == 0)
        {
            return;
        }

        text.Append($"| {what} | Type | | Description |\n|---|---|---|---|\n");
        foreach (var field in fields)
        {
            string?[] says =
            [
                field.Description.Length == 0 ? null : field.Description,
                field.Default is { } value ? $"Default: {value}." : null,
                field.Choices.Count > 0 ? $"One of {string.Join(", ", field.Choices)}." : null,
                field.ChoicesFrom is { } operation ? $"Choices from {operation}." : null,
            ];
            text.Append(
                $"| {SafeText.ForMarkdown(field.Title)} | {SafeText.ForMarkdown(field.Type)} | {required(field)} | "
                    + $"{SafeText.ForMarkdown(string.Join(" ", says.OfType<string>()))} |\n");
        }

        text.Append('\n');
    }
}
