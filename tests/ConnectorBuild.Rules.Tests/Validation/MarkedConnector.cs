using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Rules.Tests.Validation;

/// <summary>A connector whose text marks one place: what stands between ⟦ and ⟧ is where a finding is expected.</summary>
internal static class MarkedConnector
{
    private const string Head = """
        { "swagger": "2.0", "info": { "title": "Fabrikam Items", "description": "Keeps the items of Fabrikam in one place.", "version": "1.0" },
        "host": "api.fabrikam.com", "schemes": ["https"], "consumes": ["application/json"],
        """;

    /// <summary>Validates a definition that has these members besides what every definition has.</summary>
    /// <param name="members">Members of the root, "paths" among them or not; with or without a mark.</param>
    /// <param name="properties">Members of the object "properties" in apiProperties.json; with or without a mark; null for no file.</param>
    /// <returns>What was found, and the marked place in the file that has it.</returns>
    public static (IReadOnlyList<Diagnostic> Found, (int Line, int Column, int EndColumn)? Mark) Validate(string members, string? properties = null)
    {
        var paths = members.Contains("\"paths\"", StringComparison.Ordinal) ? "" : """
             "paths": {},
            """;
        var (definition, inDefinition) = Take($"{Head}{paths}\n{members} }}");
        using var connector = new TestConnector(definition);
        if (properties is null)
        {
            return (connector.Validate().Diagnostics, inDefinition);
        }

        var (text, inProperties) = Take($$"""{ "properties": { {{properties}} } }""");
        return (connector.WithProperties(text).Validate().Diagnostics, inDefinition ?? inProperties);
    }

    /// <summary>The place of a finding, to be compared with a mark.</summary>
    public static (int Line, int Column, int EndColumn)? PlaceOf(Diagnostic diagnostic) =>
        diagnostic.Location is { } location ? (location.Line, location.Column, location.EndColumn) : null;

    private static (string Text, (int, int, int)?) Take(string marked)
    {
        var start = marked.IndexOf('⟦', StringComparison.Ordinal);
        if (start < 0)
        {
            return (marked, null);
        }

        var end = marked.IndexOf('⟧', StringComparison.Ordinal) - 1;
        var before = marked[..start];
        var line = before.Count(c => c == '\n') + 1;
        var column = start - before.LastIndexOf('\n');
        return (marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal), (line, column, column + end - start));
    }
}
