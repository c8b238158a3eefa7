var builder = WebApplication.CreateBuilder(args);
builder.AddApiSignIn();
builder.Services.AddMcpServer().WithHttpTransport(options => options.Stateless = true).WithTools<OrderTools>();

var app = builder.Build();
app.UseApiSignIn();
app.MapMcp("/mcp");

app.Run();
