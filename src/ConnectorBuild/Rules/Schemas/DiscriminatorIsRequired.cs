using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Rules.Engine;

namespace ConnectorBuild.Rules.Schemas;

/// <summary>discriminator is not a required property.</summary>
internal sealed class DiscriminatorIsRequired() : Rule(Code), IValueRule
{
    public static readonly DiagnosticDescriptor Code = new(
        "CB1405", "discriminator is not a required property",
        DiagnosticSeverity.Error) { PlatformCode = "DiscriminatorMustBeARequiredStringProperty" };

    public KeywordSet? LooksAt { get; } = KeywordSet.Of(Keyword.Discriminator);

    public void Check(ValueSite value, RuleContext context)
    {
        if (!value.IsSchema || value[Keyword.Discriminator] is not { Exists: true } discriminator || value.IsComposed)
        {
            return;
        }

        if (discriminator.Text is not { } name)
        {
            context.Report(
                this, discriminator,
                $"\"discriminator\" must be the name of a property but is {ValueText.Of(discriminator)} (an object here is OpenAPI 3), "
                    + "so the platform refuses it: write the property's name");
        }
        else if (!value[Keyword.Properties][name].Exists)
        {
            context.Report(
                this, discriminator,
                $"\"discriminator\" of {value.Label} names '{ValueText.Shorten(name)}', which is not among its properties, so the "
                    + "platform refuses it: add the property as a required string");
        }
        else if (!context.Index.Members.Lists(value[Keyword.Required], name))
        {
            context.Report(
                this, discriminator,
                $"\"discriminator\" of {value.Label} names '{ValueText.Shorten(name)}', which is not required, so an object could come "
                    + $"without its kind and the platform refuses it: add the name to \"required\"");
        }
        else if (value[Keyword.Properties][name] is { IsObject: true } property
            && context.Index.Follow(property, Keyword.Definitions)[Keyword.Type] is { IsString: true } type
            && !type.TextEquals("string"))
        {
            context.Report(this, discriminator,
                $"\"discriminator\" of {value.Label} names '{ValueText.Shorten(name)}', which is of the type {ValueText.Of(type)}, but "
                    + "a kind is a text, and the platform refuses it: "
                    + "make the property a string, or name another");
        }
    }
}
