using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>
/// Reads the files that <c>pac</c> and <c>paconn</c> work on: <c>apiDefinition…</c>, <c>apiProperties.json</c>, icon, script and
/// <c>settings.json</c>.
/// </summary>
public static class FolderSource
{
    private const long MaxBytes = 16 * 1024 * 1024;

    /// <summary>Whether a file is a definition by its ending.</summary>
    public static bool IsDocument(string path) => ConnectorFileNames.IsDocument(path) && File.Exists(path);

    /// <summary>Whether a folder has a definition, or the properties of a connector.</summary>
    /// <exception cref="ConnectorException">CB6302: several documents could be the definition.</exception>
    internal static bool HasConnector(string folder) =>
        new ConnectorFileNames(folder) is var files
            && (files.Find("apiProperties.json") ?? files.Find("settings.json") ?? files.FindDefinition()) is not null;

    /// <summary>The connector of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="document">The definition, where it is not to be looked for by its name.</param>
    /// <exception cref="ConnectorException">CB6301: no definition; CB6307: settings.json is damaged or leads out of the folder; CB6310,
    /// CB1xxx: a file cannot be read, or is not a definition.</exception>
    public static AdoptedConnector Read(string folder, string? document = null)
    {
        var files = Names(folder);
        var settingsFile = files.Find("settings.json");
        var settings = settingsFile is null ? [] : Settings(settingsFile);
        var definition = document ?? Named("apiDefinition") ?? files.FindDefinition()
            ?? throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.NoConnector,
                $"There is no connector in the folder '{folder}': it has neither apiDefinition.swagger.json nor another Swagger or "
                    + "OpenAPI document. Nothing was written. Name a folder with the files of pac or paconn, a solution zip, an "
                    + "unpacked solution, or an environment's address."));
        var bytes = Bytes(definition);
        var read = AdoptedText.Read(definition, bytes);
        if (DocumentCheck.Fault(definition, bytes) is { } fault)
        {
            throw new ConnectorException(fault with { Message = $"{fault.Message}. Nothing was written." });
        }

        RequireOneFile(definition, read);
        var properties = Named("apiProperties") ?? files.Find("apiProperties.json");
        var icon = Named("icon") ?? files.Find("icon.png");
        var script = Named("script") ?? files.Find("script.csx");
        var (content, hadSecret) = ConnectorCleaner.Clean(
            properties is null ? new JsonObject { ["properties"] = new JsonObject() } : AdoptedText.Read(properties, Bytes(properties)));
        return new AdoptedConnector
        {
            Source = folder,
            Definition = read,
            Document = definition,
            DefinitionFile = ConnectorFileNames.Definitions.Contains(Path.GetFileName(definition)) ? definition : null,
            Properties = content!,
            Icon = icon is null ? default(ReadOnlyMemory<byte>?) : Bytes(icon),
            Script = script is null ? null : new StreamReader(new MemoryStream(Bytes(script))).ReadToEnd(),

            // pac keeps the row id there, paconn the platform's own id, which says nothing of a row.
            RowId = Guid.TryParse(settings["connectorId"]?.ToString(), out var id) ? id : null,
            Findings = hadSecret ? [RowFiles.SecretFound(properties!)] : [],
        };

        string? Named(string member) => FolderSource.Named(folder, files, settingsFile, settings[member], member);
    }

    // The project would have one document, and its build none of the others.
    private static void RequireOneFile(string definition, JsonObject document)
    {
        var others = References(document).Select(r => r.Split('#')[0]).Where(f => f.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (document.ContainsKey("openapi") && others.Count > 0)
        {
            throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.SeveralFiles,
                $"The document refers to other files: {string.Join(", ", others.Take(5).Select(f => $"'{SafeText.OneLine(f)}'"))}"
                    + $"{(others.Count > 5 ? $" and {others.Count - 5} more" : "")}. Nothing was written. A project reads them: put its "
                    + "project file beside the documents instead of adopting one, or make one document of them first.",
                new SourceLocation(definition)));
        }
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(
            m => m.Key == "$ref" && m.Value is JsonValue value && value.TryGetValue<string>(out var target) ? [target] : References(m.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static ConnectorFileNames Names(string folder)
    {
        try
        {
            return new ConnectorFileNames(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    AdoptionDiagnostics.FileUnreadable,
                    $"The folder '{folder}' cannot be read: {SafeText.OneLine(e.Message)} Nothing was written. Check the path and its permissions."),
                e);
        }
    }

    private static JsonObject Settings(string path)
    {
        try
        {
            return AdoptedText.Read(path, Bytes(path));
        }
        catch (ConnectorException e)
        {
            throw Unusable(path, e.Diagnostics[0].Message, e);
        }
    }

    private static string? Named(string folder, ConnectorFileNames files, string? settingsFile, JsonNode? value, string member)
    {
        if (value?.ToString() is not { Length: > 0 } named)
        {
            return null;
        }

        var relative = named.Replace('\\', '/');
        while (relative.StartsWith("./", StringComparison.Ordinal))
        {
            relative = relative[2..];
        }

        var file = Path.Combine(folder, relative);
        if (!PackagePath.IsSafe(relative))
        {
            throw Unusable(settingsFile!, $"its {member} {QuotedText.Quote(named)} leads out of the folder.");
        }

        return File.Exists(file)
            ? file
            : files.Find(relative) ?? throw Unusable(settingsFile!, $"its {member} {QuotedText.Quote(named)} does not exist.");
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes
                ? RegularFile.ReadAllBytes(path)
                : throw new IOException($"it has more than {MaxBytes} bytes, which no connector needs.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    AdoptionDiagnostics.FileUnreadable,
                    $"The file '{path}' cannot be read: {SafeText.OneLine(e.Message)} Nothing was written. Check its size and permissions.",
                    new SourceLocation(path)), e);
        }
    }

    private static ConnectorException Unusable(string path, string why, Exception? inner = null) => new(
        new Diagnostic(
            AdoptionDiagnostics.SettingsUnreadable,
            $"The file '{path}' cannot be used: {SafeText.OneLine(why)} Nothing was written. Correct it, or delete it: files with "
                + "their usual names are found without it.",
            new SourceLocation(path)),
        inner);
}
