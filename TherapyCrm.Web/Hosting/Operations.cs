using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Web.Hosting;

/// <summary>Registers the domain's verbs and queries: whatever asks for the database, and what is marked as an operation.</summary>
public static class Operations
{
    /// <summary>One instance a request.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        foreach (var type in typeof(Actor).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }))
            if (type.IsAssignableTo(typeof(IOperation)) || type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(CrmDbContext))))
            {
                services.AddScoped(type);
                if (type.IsAssignableTo(typeof(ITimelineSource))) services.AddScoped(typeof(ITimelineSource), s => s.GetRequiredService(type));
            }
        return services;
    }
}
