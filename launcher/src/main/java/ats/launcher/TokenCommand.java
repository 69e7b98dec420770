package ats.launcher;

import module java.base;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows the page's token, or makes a new one.
@Command(
        name = "token",
        description = "Show the token that guards every change on the page, or renew it.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Mixin private final HomeOption option = new HomeOption();

    @Option(
            names = "--renew",
            description = "make a new token; the old one is worth nothing from then on")
    private boolean renew;

    @Override
    public Integer call() {
        var home = option.home();
        System.out.println((renew ? home.renewedSecret() : home.secret()).reveal());
        return 0;
    }
}
