namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Where a schema stands.</summary>
/// <param name="Name">A name for the place, by which a schema gets a definition of its own where it needs one.</param>
/// <param name="IsRoot">Whether it is the whole of a body or an answer, where the platform takes binary content.</param>
/// <param name="IsPart">Whether it lies inside of another schema.</param>
/// <param name="IsInlined">
/// Whether it lies inside of a schema that is written out in several places. There, compositions become definitions of their own, so that what
/// is written grows with the document and not with the ways through it.
/// </param>
/// <param name="IsForm">Whether it is the schema of a form, whose properties can be files.</param>
internal readonly record struct SchemaPlace(string Name, bool IsRoot = false, bool IsPart = false, bool IsInlined = false, bool IsForm = false)
{
    /// <summary>The place of a property, or of anything else below this one.</summary>
    public SchemaPlace Below(string name) => this with { Name = Name + PascalCase.Of(name), IsRoot = false, IsPart = true };
}
