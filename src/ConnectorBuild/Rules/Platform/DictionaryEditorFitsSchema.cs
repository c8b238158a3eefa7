using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Platform;

/// <summary><c>x-ms-editor</c> asks for the editor of dictionaries where there is none.</summary>
internal sealed class DictionaryEditorFitsSchema() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new("CB2211", "The editor for dictionaries on something else", DiagnosticSeverity.Error)
    {
        PlatformCode = "InvalidCustomEditorExtensionDictionaryValue",
    };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.XMsEditor);

    public void Check(ValueSite value, RuleContext context)
    {
        if (value[Keyword.XMsEditor] is { Exists: true } editor
            && editor.TextEquals("dictionary")
            && !(value.Type == SchemaType.Object && value[Keyword.AdditionalProperties] is { IsObject: true } or { IsTrue: true }))
        {
            context.Report(this, editor,
                $"\"x-ms-editor\" of {value.Label} is \"dictionary\", which is for objects with names of the maker's own, so the "
                    + "platform refuses it here: "
                    + "write \"type\": \"object\" and \"additionalProperties\": { ... } beside it, or remove it");
        }
    }
}
