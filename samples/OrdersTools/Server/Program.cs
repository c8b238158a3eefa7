using OrdersTools;

var builder = WebApplication.CreateBuilder(args);

// Access tokens of Microsoft Entra ID; the section Authentication of appsettings.json says whose. A token without scp is an app's, not a person's.
builder.Services.AddAuthentication().AddJwtBearer(options => options.MapInboundClaims = false);
builder.Services.AddAuthorizationBuilder().AddPolicy("access_as_user", policy => policy.RequireAssertion(
    context => context.User.FindFirst("scp")?.Value.Split(' ').Contains("access_as_user") ?? false));

builder.Services.AddHttpContextAccessor();
builder.Services.AddMcpServer().WithHttpTransport(options => options.Stateless = true).WithTools<OrderTools>();

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapMcp("/mcp").RequireAuthorization("access_as_user");
app.Run();
