using ConnectorBuild.Rules.Engine;
using ConnectorBuild.Rules.OpenApi;
using ConnectorBuild.Rules.Parameters;
using ConnectorBuild.Rules.Paths;
using ConnectorBuild.Rules.Schemas;
using ConnectorBuild.Rules.SignIn;

namespace ConnectorBuild.Rules;

public static partial class RuleCatalogue
{
    /// <summary>Every rule, in the order of the codes. A rule that is not in this list does not exist.</summary>
    internal static IReadOnlyList<Rule> Rules { get; } =
    [
        new SwaggerVersion(),
        new RequiredRootMembers(),
        new BasePath(),
        new HostName(),
        new HostPlaceholder(),
        new Schemes(),
        new UnknownMember(),
        new RootMemberCase(),
        new ReferenceTarget(),
        new ReferencePlace(),
        new DuplicateTag(),

        new OperationIdUnique(),
        new OperationIdCase(),
        new PathSyntax(),
        new AmbiguousPath(),
        new PathVariableHasParameter(),
        new PathParameterInTemplate(),
        new ResponsesRequired(),
        new ResponseKey(),
        new ResponseDescription(),
        new ResponseExampleProduced(),

        new ParameterShape(),
        new BodyHasSchema(),
        new SchemaOnlyInBody(),
        new PathParameterRequired(),
        new OneBody(),
        new DuplicateParameter(),
        new FileInForm(),
        new EnumShape(),
        new ArrayHasItems(),
        new EnumValues(),
        new Constraints(),
        new FormConsumes(),

        new TypeName(),
        new RequiredHasProperty(),
        new RequiredShape(),
        new FileSchema(),
        new Discriminator(),
        new SchemaShape(),
        new SchemaKeyword(),
        new RequiredLoop(),

        new SecurityDefinitionShape(),
        new SecurityIsDefined(),
        new ScopeIsDeclared(),
        new SecurityIsRequired(),
        new OAuthOnBothSides(),
        new SchemeHasConnectionParameter(),

        new ConnectionParameterType(),
        new ConnectionParameterName(),
        new SecretIsSecure(),
        new ParametersAndSets(),
        new ParameterSetShape(),
        new OAuthSettingsCase(),
        new OAuthParameterName(),

        new ClientSecretInFile(),
        new IdentityProvider(),
        new EntraParameters(),
        new OAuthParameters(),
        new FirstPartySignIn(),
        new ClientId(),
        new ResourceIdsAgree(),
        new KnownAudience(),
        new CustomParameterName(),
        new RedirectMode(),
        new ScopesAreList(),
        new ProviderMatchesDefinition(),
        new TokenForItself(),
        new TenantId(),
        new OnBehalfOf(),
        new ScopeOfOtherResource(),
        new LoginUri(),
        new RedirectUrlByHand(),
    ];
}
