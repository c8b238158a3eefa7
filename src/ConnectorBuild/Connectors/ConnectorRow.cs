using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Connectors;

/// <summary>
/// The author's files in the shape in which Dataverse and solution packages keep them: a text for each of <see
/// cref="ConnectorColumns.All"/>, without the
/// <c>{"properties":…}</c> wrapper of <c>apiProperties.json</c> (the platform refuses it) and without any secret.
/// </summary>
public sealed record ConnectorRow
{
    private readonly ImmutableSortedDictionary<string, string> _texts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static IEnumerable<ConnectorColumn> Texted => ConnectorColumns.Content.Where(c => c.Kind != ColumnKind.Image);

    /// <summary>Row id, name and texts.</summary>
    public required ConnectorIdentity Identity { get; init; }

    /// <summary><c>iconbrandcolor</c>, for example <c>#007ee5</c>.</summary>
    public string IconBrandColor
    {
        get => Text(ConnectorColumns.BrandColor) ?? "";
        init => _texts = With(ConnectorColumns.BrandColor, value);
    }

    /// <summary><c>openapidefinition</c>: the minified Swagger 2.0 text.</summary>
    public string OpenApiDefinition
    {
        get => Text(ConnectorColumns.Definition) ?? "";
        init => _texts = With(ConnectorColumns.Definition, value);
    }

    /// <summary><c>connectionparameters</c>: the bare inner object, no <c>clientSecret</c>.</summary>
    public string ConnectionParameters
    {
        get => Text(ConnectorColumns.ConnectionParameters) ?? "{}";
        init => _texts = With(ConnectorColumns.ConnectionParameters, value);
    }

    /// <summary><c>connectionparametersets</c>, or null.</summary>
    public string? ConnectionParameterSets
    {
        get => Text(ConnectorColumns.ConnectionParameterSets);
        init => _texts = With(ConnectorColumns.ConnectionParameterSets, value);
    }

    /// <summary><c>policytemplateinstances</c>: a JSON array.</summary>
    public string PolicyTemplateInstances
    {
        get => Text(ConnectorColumns.Policies) ?? "[]";
        init => _texts = With(ConnectorColumns.Policies, value);
    }

    /// <summary><c>scriptoperations</c>: a JSON array, or null without custom code.</summary>
    public string? ScriptOperations
    {
        get => Text(ConnectorColumns.ScriptOperations);
        init => _texts = With(ConnectorColumns.ScriptOperations, value);
    }

    /// <summary><c>customcodeblobcontent</c>: the text of <c>script.csx</c>, or null.</summary>
    public string? CustomCode
    {
        get => Text(ConnectorColumns.CustomCode);
        init => _texts = With(ConnectorColumns.CustomCode, value);
    }

    /// <summary><c>iconblob</c>: the icon's bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Icon { get; init; }

    /// <summary>The texts that may refer to environment variables.</summary>
    internal IEnumerable<string> ReferringTexts => ConnectorColumns.All.Where(c => c.MayRefer).Select(c => this[c]).OfType<string>();

    /// <summary>The texts that say how to sign in.</summary>
    internal IEnumerable<string> SignInTexts => ConnectorColumns.All.Where(c => c.IsSignIn).Select(c => this[c]).OfType<string>();

    /// <summary>A column's text; of a picture, base64. Null where it is empty.</summary>
    public string? this[ConnectorColumn column]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(column);
            return column switch
            {
                { Name: ConnectorColumns.DisplayName } => Identity.DisplayName,
                { Name: ConnectorColumns.Description } => Identity.Description,
                { Kind: ColumnKind.Image } => Icon is { } icon ? Convert.ToBase64String(icon.Span) : null,
                _ => Text(column.Name) ?? column.WhenEmpty,
            };
        }
    }

    /// <summary>The row of a connector.</summary>
    /// <exception cref="JsonException">The content is not strict JSON; the validator makes sure that it is.</exception>
    public static ConnectorRow Create(ConnectorIdentity identity, ConnectorContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var properties = JsonNode.Parse(content.Properties.Span)?["properties"] as JsonObject ?? [];
        var row = new ConnectorRow
        {
            Identity = identity,

            // No environment keeps an empty icon, so it would be sent for ever.
            Icon = content.Icon is { Length: > 0 } icon ? icon : default(ReadOnlyMemory<byte>?),
        }.WithTexts(column => column switch
        {
            { Name: ConnectorColumns.Definition } => Encoding.UTF8.GetString(JsonText.Minify(content.Definition.Span)),

            // Git gives the file the line ends of the machine; the row and the package must not depend on them.
            { Name: ConnectorColumns.CustomCode } => content.Script?.Replace("\r\n", "\n", StringComparison.Ordinal),
            { Name: ConnectorColumns.ScriptOperations } => content.Script is null ? null : column.FromMember(properties[column.Member!]) ?? "[]",
            { Member: { } member } => column.FromMember(properties[member]) ?? column.Default,
            _ => null,
        });
        return row.WithTexts(column => row[column] is { } text && column.MayRefer ? VariableReference.Canonical(text) : row.Text(column.Name));
    }

    /// <summary>The row that an environment or a package holds.</summary>
    /// <param name="identity">Row id, name and texts.</param>
    /// <param name="text">The text of each column that is not a picture, in whatever form it is held there; null where there is none.</param>
    /// <param name="icon">The icon's bytes, or null.</param>
    public static ConnectorRow Read(ConnectorIdentity identity, Func<ConnectorColumn, string?> text, ReadOnlyMemory<byte>? icon) =>
        new ConnectorRow { Identity = identity, Icon = icon }.WithTexts(column => column.Normalize(text(column)));

    /// <summary>The row with the texts of its sign-in changed.</summary>
    internal ConnectorRow MapSignIn(Func<string, string> change) =>
        WithTexts(column => this[column] is { } text && column.IsSignIn ? change(text) : Text(column.Name));

    /// <inheritdoc/>
    public bool Equals(ConnectorRow? other) =>
        other is not null && Identity == other.Identity && Nullable.Equals(Icon, other.Icon) && Texted.All(c => this[c] == other[c]);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Identity, OpenApiDefinition, ConnectionParameters);

    private ImmutableSortedDictionary<string, string> Texts
    {
        get => _texts;
        init => _texts = value;
    }

    private ConnectorRow WithTexts(Func<ConnectorColumn, string?> text)
    {
        var texts = _texts.ToBuilder();
        foreach (var column in Texted)
        {
            if (text(column) is { } content)
            {
                texts[column.Name] = content;
            }
            else
            {
                texts.Remove(column.Name);
            }
        }

        return this with { Texts = texts.ToImmutable() };
    }

    private string? Text(string column) => _texts.GetValueOrDefault(column);

    private ImmutableSortedDictionary<string, string> With(string column, string? text) =>
        text is null ? _texts.Remove(column) : _texts.SetItem(column, text);
}
