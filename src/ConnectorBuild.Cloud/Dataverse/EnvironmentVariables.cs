using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>Environment variables: their definitions, and the values of an environment.</summary>
public sealed class EnvironmentVariables
{
    private readonly DataverseClient _client;

    internal EnvironmentVariables(DataverseClient client) => _client = client;

    /// <summary>Makes an environment variable in a solution, with a value if there is one.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task CreateAsync(EnvironmentVariable definition, string? value, string solution, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var row = Row(definition, withTexts: true);
        row["schemaname"] = definition.SchemaName;
        row["type"] = (int)definition.Type;
        var made = await _client.CreateOrFindAsync(
            "environmentvariabledefinitions",
            row,
            solution,
            Query(definition.SchemaName),
            there => (int?)there["type"] == (int)definition.Type,
            "creating an environment variable",
            cancellationToken).ConfigureAwait(false);
        if (value is not null)
        {
            await SetAsync(definition.SchemaName, ToState(made), value, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a definition the project's default and texts; what the project does not say stays.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public Task UpdateAsync(EnvironmentVariable definition, VariableState variable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(variable);
        return _client.UpdateAsync(
            $"environmentvariabledefinitions({variable.DefinitionId})", Row(definition, withTexts: definition.HasTexts), "*", solution: null, "changing an environment variable", cancellationToken);
    }

    /// <summary>Gives an environment variable a value.</summary>
    /// <exception cref="ConnectorException">CB8xxx, CB9005.</exception>
    public async Task SetAsync(string schemaName, VariableState variable, string value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(variable);
        const string doing = "setting an environment variable";
        if (variable.ValueId is { } valueId)
        {
            await _client.UpdateAsync(
                $"environmentvariablevalues({valueId})", new JsonObject { ["value"] = value }, "*", solution: null, doing,
                cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await _client.CreateAsync(
                "environmentvariablevalues",
                new JsonObject
                {
                    ["schemaname"] = schemaName,
                    ["value"] = value,
                    ["EnvironmentVariableDefinitionId@odata.bind"] = $"/environmentvariabledefinitions({variable.DefinitionId})",
                },
                solution: null,
                doing,
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException e) when (e.Diagnostics[0].Descriptor == DataverseDiagnostics.Moved)
        {
            // A variable that several connectors share: another run has given it a value a moment before.
            var there = (await _client.ReadAsync([Query(schemaName)], doing, cancellationToken).ConfigureAwait(false))[0].First;
            if (there is null || ToState(there) is not { ValueId: not null } now)
            {
                throw;
            }

            await SetAsync(schemaName, now, value, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Query(string schemaName) =>
        $"environmentvariabledefinitions?$select=environmentvariabledefinitionid,schemaname,type,defaultvalue&$expand={DataverseText.VariableValues}($select=environmentvariablevalueid,value)&$filter=schemaname "
            + $"eq {DataverseText.Quote(schemaName)}";

    /// <summary>
    /// The values of variables that a connector refers to and a project does not know; only where there are any, they cost a request.
    /// None is of a secret.
    /// </summary>
    internal async Task<IReadOnlyDictionary<string, string>> ReadReferredAsync(
        ConnectorState connector, IReadOnlyCollection<string> known, CancellationToken cancellationToken)
    {
        var names = connector.Columns
            .Where(c => ConnectorColumns.MayRefer(c.Key))
            .SelectMany(c => VariableReference.Names(c.Value?.Replace("\\\"", "\"", StringComparison.Ordinal) ?? ""))
            .Except(known, StringComparer.OrdinalIgnoreCase)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (names.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var answers = await _client.ReadAsync(
            [$"environmentvariabledefinitions?$select=environmentvariabledefinitionid,schemaname,defaultvalue,type&$expand={DataverseText.VariableValues}($select=value)&$filter={string.Join(" or ", names.Select(n => $"schemaname eq {DataverseText.Quote(n)}"))}"],
            "reading the environment variables that the connector refers to",
            cancellationToken).ConfigureAwait(false);
        return (answers[0].Body?["value"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(d => (int?)d["type"] != (int)EnvironmentVariableType.Secret)
            .Select(d => (Name: (string?)d["schemaname"] ?? "", ToState(d).Effective))
            .Where(v => v.Effective is not null)
            .ToDictionary(v => v.Name, v => v.Effective!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A definition that was read with its value.</summary>
    internal static VariableState ToState(JsonObject definition)
    {
        var value = (definition[DataverseText.VariableValues] as JsonArray)?.FirstOrDefault() as JsonObject;
        return new VariableState(
            Guid.TryParse((string?)definition["environmentvariabledefinitionid"], out var id) ? id : Guid.Empty,
            Guid.TryParse((string?)value?["environmentvariablevalueid"], out var valueId) ? valueId : null,
            (string?)value?["value"],
            (string?)definition["defaultvalue"])
        {
            DisplayName = (string?)definition["displayname"],
            Description = (string?)definition["description"],
            IsRequired = (bool?)definition["isrequired"],
        };
    }

    private static JsonObject Row(EnvironmentVariable definition, bool withTexts)
    {
        var row = new JsonObject();
        if (withTexts)
        {
            (row["displayname"], row["isrequired"]) = (definition.DisplayName, definition.IsRequired);
        }

        foreach (var (column, text) in new[] { ("description", definition.Description), ("defaultvalue", definition.DefaultValue), ("apiid", definition.ApiId), ("parameterkey", definition.ParameterKey) })
        {
            if (text is not null)
            {
                row[column] = text;
            }
        }

        return row;
    }
}
