using ConnectorBuild.Definition;

namespace ConnectorBuild.Rules.Engine;

/// <summary>The members that Swagger 2.0 allows in an object; those that begin with <c>x-</c> are always allowed.</summary>
internal sealed class AllowedMembers
{
    private readonly bool[] _isAllowed = new bool[KeywordTable.Count];

    private AllowedMembers(params Keyword[] keywords)
    {
        foreach (var keyword in keywords)
        {
            _isAllowed[(int)keyword] = true;
        }

        Names = [.. keywords.Select(KeywordTable.Text)];
    }

    public static AllowedMembers Root { get; } = new(
        Keyword.Swagger, Keyword.Info, Keyword.Host, Keyword.BasePath, Keyword.Schemes, Keyword.Consumes, Keyword.Produces, Keyword.Paths,
        Keyword.Definitions, Keyword.Parameters, Keyword.Responses, Keyword.SecurityDefinitions, Keyword.Security, Keyword.Tags, Keyword.ExternalDocs);

    public static AllowedMembers Info { get; } = new(
        Keyword.Title, Keyword.Description, Keyword.TermsOfService, Keyword.Contact, Keyword.License, Keyword.Version);

    public static AllowedMembers Contact { get; } = new(Keyword.Name, Keyword.Url, Keyword.Email);

    public static AllowedMembers PathItem { get; } = new(
        Keyword.Get, Keyword.Put, Keyword.Post, Keyword.Delete, Keyword.Options, Keyword.Head, Keyword.Patch, Keyword.Parameters, Keyword.Ref);

    public static AllowedMembers Operation { get; } = new(
        Keyword.Tags, Keyword.Summary, Keyword.Description, Keyword.ExternalDocs, Keyword.OperationId, Keyword.Consumes, Keyword.Produces,
        Keyword.Parameters, Keyword.Responses, Keyword.Schemes, Keyword.Deprecated, Keyword.Security);

    public static AllowedMembers Parameter { get; } = new(
        Keyword.Name, Keyword.In, Keyword.Description, Keyword.Required, Keyword.Schema, Keyword.Type, Keyword.Format, Keyword.AllowEmptyValue,
        Keyword.Items, Keyword.CollectionFormat, Keyword.Default, Keyword.Maximum, Keyword.ExclusiveMaximum, Keyword.Minimum,
        Keyword.ExclusiveMinimum, Keyword.MaxLength, Keyword.MinLength, Keyword.Pattern, Keyword.MaxItems, Keyword.MinItems,
        Keyword.UniqueItems, Keyword.Enum, Keyword.MultipleOf);

    public static AllowedMembers Response { get; } = new(
        Keyword.Description, Keyword.Schema, Keyword.Headers, Keyword.Examples, Keyword.Ref);

    /// <summary>The names, for "did you mean".</summary>
    public IReadOnlyList<string> Names { get; }

    public bool Allows(SourceNode member) =>
        _isAllowed[(int)member.Keyword] || member.RawName.StartsWith("x-"u8);

    public bool HasIgnoringCase(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
