package vn.hoctap.server.cli;

import java.net.BindException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import vn.hoctap.server.database.DatabaseUnavailable;
import vn.hoctap.server.identity.realm.RealmFault;
import vn.hoctap.server.plugin.UnusablePluginFolder;
import vn.hoctap.server.plugin.making.SigningKey;
import vn.hoctap.server.plugin.trust.UnusablePublishers;
import vn.hoctap.server.secrecy.MasterKeyUnusable;

/** What a command's end means to the shell, and the one sentence on stderr when it is not a good one. */
final class ExitCodes implements IExecutionExceptionHandler, IParameterExceptionHandler {
    static final int DONE = 0;
    /** The answer is no: a check failed, rows were rejected. */
    static final int NO = 1;

    static final int USAGE = 2;
    static final int ENVIRONMENT = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ExitCodes.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case Refused refused -> say(command, refused, refused.exitCode());
            case DatabaseUnavailable unavailable -> say(command, unavailable, ENVIRONMENT);
            case MasterKeyUnusable missing -> say(command, missing, ENVIRONMENT);
            case RealmFault fault -> say(command, fault, ENVIRONMENT);
            case UnusablePluginFolder unusable -> say(command, unusable, ENVIRONMENT);
            case UnusablePublishers unusable -> say(command, unusable, ENVIRONMENT);
            case SigningKey.UnusableKey unusable -> say(command, unusable, USAGE);
            default -> unexpected(failure, command);
        };
    }

    private static int say(CommandLine command, Exception refusal, int exitCode) {
        command.getErr().println("hoctap: " + refusal.getMessage());
        return exitCode;
    }

    private static int unexpected(Exception failure, CommandLine command) {
        if (failure instanceof BindException) {
            command.getErr().println("hoctap: The port is taken or not allowed; choose another one with --port.");
        } else {
            LOG.error("The command failed", failure);
            command.getErr().println("hoctap: This is a fault of the program: " + failure);
        }
        return ENVIRONMENT;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("hoctap: " + wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.getErr()
                    .println("Say \"" + command.getCommandSpec().qualifiedName() + " --help\" for what there is.");
        }
        return USAGE;
    }
}
