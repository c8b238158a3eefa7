using ConnectorBuild.Connectors;
using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

/// <summary>Reads the items that become components of the solution beside the connectors.</summary>
internal sealed class ComponentReader(ProjectSource source, ProjectValueReader values)
{
    public const string VariableType = "ConnectorEnvironmentVariable";
    public const string ReferenceType = "ConnectorConnectionReference";
    public const string TranslationType = "ConnectorTranslation";

    private const int MaxLanguage = 65535;

    /// <summary>A <c>ConnectorEnvironmentVariable</c> item.</summary>
    public EnvironmentVariable Variable(ITaskItem item)
    {
        var type = values.Choice(Value(VariableType, item, "Type"), Enum.GetNames<EnvironmentVariableType>());
        return new EnvironmentVariable(
            item.ItemSpec.Trim(),
            Value(VariableType, item, "DisplayName").Trimmed ?? item.ItemSpec.Trim(),
            type is null ? EnvironmentVariableType.Text : Enum.Parse<EnvironmentVariableType>(type))
        {
            Description = Value(VariableType, item, "Description").Trimmed,

            // White space may be what is meant.
            DefaultValue = item.GetMetadata("DefaultValue") is { Length: > 0 } text ? text : null,
            IsRequired = values.Boolean(Value(VariableType, item, "IsRequired")) ?? false,
            IsCustomizable = values.Boolean(Value(VariableType, item, "IsCustomizable")) ?? true,
            IntroducedVersion = Value(VariableType, item, "IntroducedVersion").Trimmed,
            ApiId = Value(VariableType, item, "ApiId").Trimmed,
            ParameterKey = Value(VariableType, item, "ParameterKey").Trimmed,
        };
    }

    /// <summary>A <c>ConnectorConnectionReference</c> item.</summary>
    public ConnectionReference Reference(ITaskItem item) => new(
        item.ItemSpec.Trim(),
        Value(ReferenceType, item, "DisplayName").Trimmed ?? item.ItemSpec.Trim(),
        Value(ReferenceType, item, "ConnectorId").Trimmed ?? "")
    {
        Description = Value(ReferenceType, item, "Description").Trimmed,
        CustomConnectorRowId = values.Identifier(Value(ReferenceType, item, "ConnectorRowId")),
        IsCustomizable = values.Boolean(Value(ReferenceType, item, "IsCustomizable")) ?? true,
    };

    /// <summary>A <c>ConnectorTranslation</c> item; null when it does not say its language, which was reported.</summary>
    public Translation? Translation(ITaskItem item)
    {
        var value = Value(TranslationType, item, "Language");
        return values.Number(value.Trimmed is null ? value with { Text = "none" } : value, 1, MaxLanguage) is { } language
            ? new Translation(item.ItemSpec.Trim(), language)
            {
                DisplayName = Value(TranslationType, item, "DisplayName").Trimmed,
                Description = Value(TranslationType, item, "Description").Trimmed,
            }
            : null;
    }

    private ProjectValue Value(string type, ITaskItem item, string name) =>
        new($"{name} of {type} '{item.ItemSpec}'", item.GetMetadata(name), () => source.Metadata(type, item, name));
}
