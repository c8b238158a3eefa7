namespace ConnectorBuild.Cloud.Comparison;

/// <summary>One difference between what is in an environment and what a project wants there, in the connector author's terms.</summary>
/// <param name="Column">The column of the row that it is in, for example <c>openapidefinition</c>.</param>
/// <param name="Subject">What differs: <c>operation 'ListOrders'</c>, <c>host</c>, …</param>
/// <param name="Text">How: <c>is removed</c>, <c>'a' becomes 'b'</c>. Never holds a secret or the value of a policy.</param>
/// <param name="Impact">What it means for flows, apps and connections that exist.</param>
public sealed record ConnectorDifference(string Column, string Subject, string Text, ChangeImpact Impact)
{
    /// <summary>The field of the sign-in settings that differs; null for everything else.</summary>
    public string? Field { get; init; }

    /// <summary>
    /// Where it is in the OpenAPI 3 document that the definition is made of, <c>file:line:column</c> or the file alone; null for
    /// everything else.
    /// </summary>
    public string? Place { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Place is null ? $"{Subject} {Text}" : $"{Subject} {Text} [{Place}]";
}

/// <summary>What a change means for flows, apps and connections that exist.</summary>
public enum ChangeImpact
{
    /// <summary>They work as before.</summary>
    Compatible,

    /// <summary>Some of them can fail, or their connections must sign in again.</summary>
    Breaking,
}
