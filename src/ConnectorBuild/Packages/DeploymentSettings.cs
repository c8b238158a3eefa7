using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>
/// The deployment settings file of <c>pac solution create-settings</c>: what one environment gives a solution on import. Keys that are not known here
/// are kept, in their order.
/// </summary>
public sealed class DeploymentSettings
{
    private const string Variables = "EnvironmentVariables";
    private const string References = "ConnectionReferences";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _json;

    private DeploymentSettings(JsonObject json) => _json = json;

    /// <summary>Schema name and value of each environment variable; an empty value leaves the default.</summary>
    public IReadOnlyList<EnvironmentVariableValue> EnvironmentVariables =>
        [.. Items(Variables).Select(i => new EnvironmentVariableValue(Text(i, "SchemaName"), Text(i, "Value")))];

    /// <summary>The connection of each connection reference.</summary>
    public IReadOnlyList<ConnectionReferenceValue> ConnectionReferences =>
        [.. Items(References).Select(i => new ConnectionReferenceValue(Text(i, "LogicalName"), Text(i, "ConnectionId"), Text(i, "ConnectorId")))];

    /// <summary>Settings for a solution, without values: what <c>pac solution create-settings</c> would write.</summary>
    public static DeploymentSettings Create(SolutionManifest solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return new DeploymentSettings(new JsonObject
        {
            [Variables] = new JsonArray([.. solution.EnvironmentVariables.OrderBy(v => v.SchemaName, StringComparer.Ordinal).Select(Variable)]),
            [References] = new JsonArray([.. Ordered(solution.ConnectionReferences)]),
        });
    }

    /// <summary>Reads a settings file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConnectorException">CB6241: the file cannot be read, or is not a settings file.</exception>
    public static DeploymentSettings ReadFile(string path)
    {
        try
        {
            return Parse(RegularFile.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                new Diagnostic(
                    PackagingRules.InvalidDeploymentSettings,
                    $"The deployment settings cannot be read ({QuotedText.Quote(e.Message)}), so an import would set nothing. Nothing "
                        + "was changed. Correct ConnectorDeploymentSettings or --settings.",
                    new SourceLocation(path)),
                e);
        }
    }

    /// <summary>Settings with values, for an environment that imports a package.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="connectors">The connectors in it. Their records are left out: those belong to deployments, and an import by another
    /// tool must not empty them.</param>
    /// <param name="values">Values of environment variables by schema name.</param>
    public static DeploymentSettings Create(
        SolutionManifest solution, IEnumerable<ConnectorIdentity> connectors, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(connectors);
        ArgumentNullException.ThrowIfNull(values);
        var records = connectors.Select(c => SchemaNames.Record(c.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var settings = Create(
            solution with { EnvironmentVariables = [.. solution.EnvironmentVariables.Where(v => !records.Contains(v.SchemaName))] });
        foreach (var item in settings.Items(Variables))
        {
            item["Value"] = values.GetValueOrDefault(Text(item, "SchemaName"), "");
        }

        return settings;
    }

    /// <summary>Reads a settings file.</summary>
    /// <param name="utf8">The file's bytes; a BOM is accepted.</param>
    /// <param name="file">The path that messages show.</param>
    /// <exception cref="ConnectorException">CB6241.</exception>
    public static DeploymentSettings Parse(ReadOnlySpan<byte> utf8, string file)
    {
        try
        {
            var text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            var json = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw Invalid(file, "it is not a JSON object", null);
            if (json.FirstOrDefault(
                m => m.Key is not (Variables or References) && (Is(m.Key, Variables) || Is(m.Key, References))) is { Key: { } misspelt })
            {
                throw Invalid(
                    file,
                    $"it has {QuotedText.Quote(misspelt)} where '{(Is(misspelt, Variables) ? Variables : References)}' is meant, whose "
                        + "case counts",
                    null);
            }

            RequireTexts(json);
            RequireItems(json, Variables, "SchemaName", ["Value"], file);
            RequireItems(json, References, "LogicalName", ["ConnectionId", "ConnectorId"], file);
            return new DeploymentSettings(json);
        }
        catch (JsonException e)
        {
            throw Invalid(file, "it is not JSON", e);
        }
        catch (InvalidOperationException e)
        {
            throw Invalid(file, "a text in it is not valid Unicode", e);
        }
    }

    // Bad UTF-8 and half surrogates are found when a text is read, which is later than here.
    private static void RequireTexts(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (_, value) in o)
                {
                    RequireTexts(value);
                }

                break;
            case JsonArray a:
                foreach (var element in a)
                {
                    RequireTexts(element);
                }

                break;
            case JsonValue v when v.GetValueKind() == JsonValueKind.String:
                v.GetValue<string>();
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Several settings as one: of each variable and reference the first value that is not empty. Keys that are not known here are the
    /// first's.
    /// </summary>
    /// <param name="settings">The settings by rank; at least one.</param>
    public static DeploymentSettings Merge(IReadOnlyList<DeploymentSettings> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var merged = new DeploymentSettings(settings[0]._json.DeepClone().AsObject());
        foreach (var next in settings.Skip(1))
        {
            merged.Fill(next, Variables, "SchemaName", "Value");
            merged.Fill(next, References, "LogicalName", "ConnectionId");
        }

        return merged;
    }

    // An item that is there without a value is replaced as a whole: its other members belong to the value.
    private void Fill(DeploymentSettings next, string list, string key, string value)
    {
        foreach (var item in next.Items(list))
        {
            var items = _json[list] as JsonArray;
            if (items is null)
            {
                _json[list] = items = [];
            }

            var known = items.OfType<JsonObject>().FirstOrDefault(i => Is(Text(i, key), Text(item, key)));
            if (known is null)
            {
                items.Add(item.DeepClone());
            }
            else if (Text(known, value).Length == 0 && Text(item, value).Length > 0)
            {
                items[items.IndexOf(known)] = item.DeepClone();
            }
        }
    }

    /// <summary>The file's bytes: UTF-8 without BOM, indented, LF, a final newline.</summary>
    public byte[] ToJson() => Encoding.UTF8.GetBytes(_json.ToJsonString(Indented) + "\n");

    /// <summary>
    /// The same settings with the connector ids of a target environment. A custom connector's id is another in every environment, so settings of one
    /// do not fit the next. A reference is matched by the row id of its connector, or, where the references are not known, by what its id
    /// has in common in all environments. References that the settings do not name are added, without a connection.
    /// </summary>
    /// <param name="references">The connection references of the solution that is to be imported; may be empty.</param>
    /// <param name="internalIds">The target's <c>connectorinternalid</c> for each connector's row id.</param>
    /// <returns>The settings, and a warning (CB6242) for each reference that keeps the custom connector of another environment.</returns>
    public RetargetedSettings Retarget(IReadOnlyList<ConnectionReference> references, IReadOnlyDictionary<Guid, string> internalIds)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(internalIds);
        var json = _json.DeepClone().AsObject();
        var result = new DeploymentSettings(json);
        var findings = new List<Diagnostic>();
        Add(json, references.Where(r => !ConnectionReferences.Any(c => c.LogicalName.Equals(r.LogicalName, StringComparison.OrdinalIgnoreCase))));
        foreach (var item in result.Items(References))
        {
            var (name, current) = (Text(item, "LogicalName"), Text(item, "ConnectorId"));
            var row = references.FirstOrDefault(r => r.LogicalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.CustomConnectorRowId;
            var target = row is { } id && internalIds.TryGetValue(id, out var byRow) ? byRow : ConnectorApiId.FindSame(current, internalIds.Values);
            if (target is not null)
            {
                item["ConnectorId"] = ConnectorApiId.Create(target);
            }
            else if (row is not null || ConnectorApiId.IsCustom(current))
            {
                findings.Add(new Diagnostic(
                    PackagingRules.ConnectorNotInTarget,
                    $"The connection reference {QuotedText.Quote(name)} keeps the connector id {QuotedText.Quote(current)}, which is "
                        + "that of another environment or not the only match, so its flows would find no connection: deploy the "
                        + "connector to the target first, then write the settings again."));
            }
        }

        return new RetargetedSettings(result, findings);
    }

    // What is not a text, or is there twice, would be passed over without a word.
    private static void RequireItems(JsonObject json, string list, string key, IReadOnlyList<string> texts, string file)
    {
        if (json[list] is not (null or JsonArray) || (json[list] as JsonArray)?.All(i => i is JsonObject o && Text(o, key).Length > 0) == false)
        {
            throw Invalid(file, $"'{list}' must be a list of objects with a '{key}'", null);
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in (json[list] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            var name = Text(item, key);
            if (!seen.Add(name))
            {
                throw Invalid(file, $"'{list}' has {QuotedText.Quote(name)} twice, and which of the two counts is open", null);
            }

            if (texts.FirstOrDefault(t => item[t] is { } value && value.GetValueKind() != JsonValueKind.String) is { } wrong)
            {
                throw Invalid(
                    file,
                    $"'{wrong}' of {QuotedText.Quote(name)} in '{list}' is not a text in quotation marks (an empty one stands for none)",
                    null);
            }
        }
    }

    private static void Add(JsonObject json, IEnumerable<ConnectionReference> references)
    {
        if (json[References] is not JsonArray list)
        {
            json[References] = list = [];
        }

        foreach (var reference in Ordered(references))
        {
            list.Add(reference);
        }
    }

    private static IEnumerable<JsonNode> Ordered(IEnumerable<ConnectionReference> references) => references
        .OrderBy(r => r.LogicalName, StringComparer.Ordinal)
        .Select(r => new JsonObject { ["LogicalName"] = r.LogicalName, ["ConnectionId"] = "", ["ConnectorId"] = r.ConnectorId });

    private static JsonNode Variable(EnvironmentVariable variable)
    {
        var item = new JsonObject { ["SchemaName"] = variable.SchemaName, ["Value"] = "" };
        if (variable.DefaultValue is { } value)
        {
            item["DefaultValue"] = value;
        }

        item["Name"] = Localized(variable.DisplayName);
        item["TypeId"] = (int)variable.Type;
        if (variable.Description is { } description)
        {
            item["Description"] = Localized(description);
        }

        item["IsRequired"] = variable.IsRequired;
        return item;
    }

    private static JsonObject Localized(string text) => new() { ["Default"] = text, ["ByLcid"] = new JsonObject { ["1033"] = text } };

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonObject item, string key) => item[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static ConnectorException Invalid(string file, string what, Exception? e) => new(
        new Diagnostic(
            PackagingRules.InvalidDeploymentSettings,
            $"The deployment settings cannot be used because {what}, so an import would set nothing: write them again with 'pac "
                + "solution create-settings', or repair them.",
            e is JsonException { LineNumber: { } line } json
                ? new SourceLocation(file, (int)line + 1, (int)(json.BytePositionInLine ?? 0) + 1, 0, 0)
                : new SourceLocation(file)),
        e);

    private IEnumerable<JsonObject> Items(string list) => (_json[list] as JsonArray)?.OfType<JsonObject>() ?? [];
}

/// <summary>The value of an environment variable in one environment.</summary>
/// <param name="SchemaName">Which.</param>
/// <param name="Value">The value; for a secret the Key Vault resource path.</param>
public sealed record EnvironmentVariableValue(string SchemaName, string Value);

/// <summary>The connection that a connection reference uses in one environment.</summary>
/// <param name="LogicalName">Which reference.</param>
/// <param name="ConnectionId">The connection's id; empty while there is none.</param>
/// <param name="ConnectorId">The API id of the connector, <c>/providers/Microsoft.PowerApps/apis/{internal id}</c>.</param>
public sealed record ConnectionReferenceValue(string LogicalName, string ConnectionId, string ConnectorId);

/// <summary>Settings for another environment.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Diagnostics">What could not be matched.</param>
public sealed record RetargetedSettings(DeploymentSettings Settings, IReadOnlyList<Diagnostic> Diagnostics);
