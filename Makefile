# gazet: named entities and events of article archives, in one SQLite file.
#
#   make                the program, build/gazet, and the libraries (docs/library.md)
#   make deps demo      on a fresh machine: install what is needed, build, index the demo archive, ask it
#   make deps check     the same, and run every test
#   make SAN=1 check    the same tests under AddressSanitizer and UndefinedBehaviorSanitizer
#   make tsan           the pipeline, the library and writers side by side under ThreadSanitizer (TSAN=1: the build)
#   make install        to PREFIX (/usr/local), below DESTDIR
#   make torture        long tests: CRASH_KILLS of every command, then every fault at every call (FAULT_ROUNDS at most of
#                       each kind; 0: all), JOBS at a time; a line of a gigabyte, a gazetteer of ten million rows
#   make bench          timings beside other tools (QUICK=1: only whether they agree); bench-scale: growth;
#                       bench-publish: both, into README.md and docs/
#   make readers        what reads our exports in the tests where it is there: DuckDB and graphology, by npm
#   make fuzz           fuzzing with libFuzzer: FUZZ_RUNS executions of each target, or of TARGETS='csv json', JOBS side by
#                       side; goes on where it was (AGAIN=1: anew). fuzz-afl: by AFL++, AFL_SECONDS each (docs/fuzzing.md)
#   make lint-code      what gcc -fanalyzer, cppcheck and clang-tidy find in src (FILES='src/store/*.c': in these)
#   make valgrind       the golden files' commands, a database's life, the fuzz corpora under memcheck
#                       (TESTS='tests/cli/T10-tag.sh': these; any test script or program; JOBS at a time)
#   make coverage       which lines and branches of src/ the tests run, faults too (FAULT_ROUNDS; docs/coverage.md)
#   make eval           precision and recall on annotated documents (ERRORS=1: the commonest mistakes)
#
# Everything is made below build/; packages are named in .ci/packages.

PREFIX  ?= /usr/local
DESTDIR ?=
DATADIR ?= $(PREFIX)/share/gazet
SAN     ?=
TSAN    ?=
BUILD   ?= build$(if $(SAN),/san)$(if $(TSAN),/tsan)
VERSION := $(shell sed -n 's/^.define GAZET_VERSION "\(.*\)"/\1/p' include/gazet/gazet.h)
# Of the shared library: it changes when programs have to be compiled again.
SONAME  := libgazet.so.0

comma     := ,
CC        ?= gcc
OPTIMISE  ?= $(if $(SAN),-O1 -g1,$(if $(TSAN),-O1,-O3) -g)
# Of the test programs themselves, which are compiled in a fraction of the time so; what they test is the library.
TEST_OPTIMISE ?= $(if $(SANITIZE),-O0,-O1) -g1
SANITIZE  := $(if $(TSAN),-fsanitize=thread -fno-omit-frame-pointer)$(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
# Against what a mistake in reading hostile bytes would become. Not with sanitizers, which do the same and more (HARDEN=: not
# at all). Without optimisation the C library has no checked functions.
HARDEN    ?= $(if $(SANITIZE),,$(HARDENED))
HARDENED   = $(eval HARDENED := $$(shell .ci/flags '$(CC)' -fstack-protector-strong -fstack-clash-protection \
             -fcf-protection -mbranch-protection=standard) \
             $(if $(filter -O0,$(OPTIMISE)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2))$(HARDENED)
# Relocated tables become read-only before main, no stack is executable.
SEALED    := $(if $(SANITIZE),,-Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now$(comma)-z$(comma)noexecstack)
WARN      := -Wall -Wextra -Wconversion -Wno-sign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
             -Wvla -Wformat=2 -Werror
PACKAGES  := sqlite3 libpcre2-8 libutf8proc libarchive zlib json-c libxxhash uchardet expat

# pkg-config itself may be installed by this very run: asked once, and only when something is compiled.
# ISA-L, which unpacks gzip faster, is not there on every machine (ISAL= leaves it out), and loaded when needed.
ISAL       = $(eval ISAL := $$(shell pkg-config --exists libisal && echo libisal))$(ISAL)
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES) $(ISAL)) $(if $(ISAL),-DGAZET_ISAL))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)
# The only library that does not tell its own version.
UCHARDET   = $(eval UCHARDET := $$(shell pkg-config --modversion uchardet))$(UCHARDET)
TEST_LIBS  = $(eval TEST_LIBS := $$(shell pkg-config --libs cmocka))$(TEST_LIBS)

# V=1 shows the commands.
Q := $(if $(V),,@)
# Everything is compiled once, for the program, the static library and the shared ones.
COMPILE = $(CC) -std=c11 -D_GNU_SOURCE -fPIC -fvisibility=hidden -Iinclude $(WARN) $(OPTIMISE) $(SANITIZE) $(HARDEN) -pthread $(PKG_CFLAGS) $(CFLAGS) -MMD -MP
LINK    = $(CC) $(OPTIMISE) $(SANITIZE) $(RUNTIME) -pthread -Wl,--as-needed $(SEALED) $(LDFLAGS)
# With the sanitizers' libraries inside, and at a fixed address, a program starts in two thirds of the time: the tests start
# thousands. A compiler that cannot link so goes without.
RUNTIME = $(if $(SAN),$(eval RUNTIME := $$(shell .ci/links '$(CC)' $(SANITIZE) -- -static-libasan -static-libubsan -no-pie))$(RUNTIME))
# The test programs are many, and each has the library inside: the quicker linker, where there is one (it knows no counts.ld).
TEST_LINK = $(eval TEST_LINK := $(RUNTIME) $(if $(COUNTED),,$$(shell .ci/links '$(CC)' $(SANITIZE) $(RUNTIME) -- -fuse-ld=gold)))$(TEST_LINK)
# The program is linked statically where that can be done (SHARED=1: not), for a quick start: see .ci/archives.
LINK_LIBS = $(if $(SHARED),$(PKG_LIBS),$(eval LINK_LIBS := $$(shell .ci/archives '$(CC)' $(PKG_LIBS)))$(LINK_LIBS))
# The system chooses its address at random; at a fixed one (PIE=) a start is half a millisecond shorter.
PIE    ?= $(if $(SAN),,1)
PLACE   = $(if $(PIE),-pie,-no-pie)

SOURCES := $(sort $(wildcard src/*.c src/*/*.c))
PROGRAM := src/main.c $(wildcard src/cmd/*.c)
MAKER   := src/text/make_unicode.c
EXTENSION := $(wildcard src/extension/*.c)
LIBRARY := $(filter-out $(PROGRAM) $(MAKER) $(EXTENSION),$(SOURCES))
PUBLIC  := $(filter src/library/%,$(LIBRARY))
# The shared library and the extension; under the sanitizers only a program could load them.
LOADED  := $(if $(SAN)$(TSAN),,$(BUILD)/$(SONAME) $(BUILD)/gazet.so)
SQL     := $(sort $(wildcard schema/*.sql schema/*/*.sql))
TOPICS  := $(sort $(wildcard docs/*.md))
ASSETS  := $(sort $(wildcard src/report/page.html src/report/*.css src/report/*.js))
UNIT    := $(sort $(wildcard tests/unit/test_*.c))
FUZZ    := $(sort $(wildcard tests/fuzz/fuzz_*.c))

object   = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
PUBLIC_OBJ := $(call object,$(PUBLIC))
EXTENSION_OBJ := $(call object,$(EXTENSION))
# Of the build that counts which lines ran: tests/coverage.
COUNTS_OBJ := $(if $(COUNTED),$(call object,tests/coverage/counts.c))
LIB_OBJ := $(call object,$(LIBRARY)) $(BUILD)/obj/gen/sql.o $(BUILD)/obj/gen/assets.o $(BUILD)/obj/gen/unicode.o $(COUNTS_OBJ)
MAKER_OBJ := $(COUNTS_OBJ) $(call object,$(MAKER) $(filter src/base/%,$(LIBRARY)) src/text/class.c src/text/fold.c src/text/han.c) $(BUILD)/obj/gen/sql.o
CMD_OBJ := $(call object,$(PROGRAM)) $(BUILD)/obj/gen/topics.o
UNIT_BIN := $(UNIT:tests/unit/%.c=$(BUILD)/tests/%)
REPLAY  := $(call object,tests/fuzz/replay.c tests/fuzz/mutate.c)
FUZZ_REPLAY := $(FUZZ:tests/fuzz/%.c=$(BUILD)/tests/replay_%)
FUZZ_BIN := $(FUZZ:tests/fuzz/%.c=build/fuzz/%)
FAULT   := $(sort $(wildcard tests/fault/*.c))
FAULT_BIN := $(BUILD)/tests/faults
BENCH_BIN := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(filter-out %/peer_hyperscan.c,$(wildcard tests/bench/*.c)))

# With `deps` among the goals, nothing is compiled before it has finished, under -j too.
AFTER_DEPS := $(if $(filter deps,$(MAKECMDGOALS)),| deps)

# What counts which lines ran; its tests are all but those that take minutes and run nothing else.
COVERAGE := --no-print-directory BUILD=build/coverage OPTIMISE='-O0 -g' COUNTED=1 SANITIZE='--coverage \
            -fprofile-update=atomic -fdata-sections -Wl,-T,tests/coverage/counts.ld,--wrap=__gcov_exit'
COVERAGE_CLI := $(filter-out $(foreach t,T05 T27 T31 T33 T53 T54 T60 T63 T70 T71 T80 T90,tests/cli/$t-%),$(sort $(wildcard tests/cli/T*.sh)))

.PHONY: all deps demo check coverage coverage-run install install-loaded uninstall bench bench-scale bench-publish \
	bench-programs eval fuzz fuzz-afl readers tsan torture lint-code valgrind clean help
all: $(BUILD)/gazet $(BUILD)/libgazet.a $(BUILD)/pages/tables $(LOADED)

help:
	@sed -n 's/^#   //p' Makefile

deps:
	@.ci/deps build check

# ---- compile ---------------------------------------------------------------

$(BUILD)/gazet: $(CMD_OBJ) $(BUILD)/libgazet.a
	@echo '  link $@'
	$(Q)$(LINK) $(PLACE) -o $@ $^ $(LINK_LIBS) -lm

$(BUILD)/libgazet.a: $(LIB_OBJ)
	@rm -f $@
	$(Q)ar rcs $@ $^

# What gazet.h declares, and of the rest what that needs: reading archives is not among it. Everything else is hidden.
$(BUILD)/$(SONAME): $(PUBLIC_OBJ) $(BUILD)/libgazet.a
	@echo '  link $@'
	$(Q)$(LINK) -shared -Wl,-soname,$(SONAME) -Wl,-z,defs -o $@ $^ $(PKG_LIBS) -lm

# The SQLite of whoever loads it takes the place of the library: src/extension/host.c.
$(BUILD)/gazet.so: $(EXTENSION_OBJ) $(BUILD)/libgazet.a
	@echo '  link $@'
	$(Q)$(LINK) -shared -Wl,-z,defs -Wl,--version-script=src/extension/exports.map -o $@ $^ \
		$(filter-out -lsqlite3,$(PKG_LIBS)) -lm

$(BUILD)/obj/%.o: %.c $(AFTER_DEPS)
	@mkdir -p $(@D)
	@echo '  cc   $<'
	$(Q)$(COMPILE) -DGAZET_VERSION='"$(VERSION)"' -DGAZET_DATADIR='"$(DATADIR)"' \
		-DGAZET_UCHARDET='"$(UCHARDET)"' -c -o $@ $<

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c $(AFTER_DEPS)
	@mkdir -p $(@D)
	@echo '  cc   $<'
	$(Q)$(COMPILE) -I. -c -o $@ $<

# Text files as C strings: schema/queries/docs.sql becomes {"queries/docs", "..."}.
$(BUILD)/gen/sql.c: $(SQL) src/embed.awk Makefile
	@mkdir -p $(@D)
	$(Q)awk -v header=gazet/sql.h -v type=gz_sql -v table=gz_sql_all -v root=schema/ -f src/embed.awk $(SQL) > $@

$(BUILD)/gen/topics.c: $(TOPICS) gazetteers/README.md src/embed.awk Makefile
	@mkdir -p $(@D)
	$(Q)awk -v header=src/cmd/topics.h -v type=topic -v table=topics -v root=docs/ -f src/embed.awk $(TOPICS) \
		as=gazetteer gazetteers/README.md > $@

# Manual pages and completion, from the program's own tables.
$(BUILD)/pages/tables: $(BUILD)/gazet $(wildcard src/pages/*) docs/usage.md docs/schema.md gazetteers/README.md
	@echo '  make $(@D)'
	$(Q)src/pages/make.sh $(BUILD)/gazet $(@D)

# The frame, style and script of a page, under their whole names.
$(BUILD)/gen/assets.c: $(ASSETS) src/embed.awk Makefile
	@mkdir -p $(@D)
	$(Q)awk -v header=src/report/internal.h -v type=gz_asset -v table=gz_assets -v root=src/report/ -v whole=1 \
		-f src/embed.awk $(ASSETS) > $@

# What every code point folds to, as tables made with utf8proc by a program of our own.
$(BUILD)/gen/unicode.c: $(MAKER_OBJ)
	@mkdir -p $(@D)
	@echo '  make $@'
	$(Q)$(LINK) -o $(BUILD)/gen/make_unicode $^ $(PKG_LIBS)
	$(Q)$(BUILD)/gen/make_unicode $@

# ---- try, test, measure ------------------------------------------------------

demo: $(BUILD)/gazet
	@tests/demo.sh $(BUILD)/gazet $(BUILD)/demo.db

# The longest go first: in the end nobody waits for one of them.
LONGEST := $(sort $(wildcard $(foreach t,22-retag 27-crash 39 41 43 44 62 91,tests/cli/T$t*.sh)))
ALL_CLI := $(LONGEST) $(filter-out $(LONGEST),$(sort $(wildcard tests/cli/T*.sh)))

# The sanitizers do not see the programs that measure.
check: all $(UNIT_BIN) $(FUZZ_REPLAY) $(FAULT_BIN) $(if $(SAN),,$(BENCH_BIN))
	@BUILD=$(BUILD) SAN=$(SAN) tests/run.sh $(FAULT_BIN) $(UNIT_BIN) $(FUZZ_REPLAY) $(ALL_CLI)

coverage:
	@.ci/deps build check
	@$(MAKE) $(COVERAGE) coverage-run

coverage-run: all $(UNIT_BIN) $(FUZZ_REPLAY) $(FAULT_BIN)
	@tests/coverage/run.sh $(BUILD) $(UNIT_BIN) $(FUZZ_REPLAY) $(COVERAGE_CLI)

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libgazet.a $(AFTER_DEPS)
	@mkdir -p $(@D)
	@echo '  cc   $<'
	$(Q)$(COMPILE) $(TEST_OPTIMISE) $(TEST_LINK) -o $@ $< $(BUILD)/libgazet.a $(PKG_LIBS) $(TEST_LIBS) -lm

# What a target has besides the library: the commands, the extension.
FUZZ_WITH_command   := $(filter-out %/src/main.o,$(CMD_OBJ))
FUZZ_WITH_extension := $(filter-out %/host.o,$(EXTENSION_OBJ))

# Made once for all of them, and kept.
.SECONDARY: $(REPLAY)

.SECONDEXPANSION:
$(BUILD)/tests/replay_fuzz_%: tests/fuzz/fuzz_%.c $(REPLAY) $(wildcard tests/fuzz/*.h) $(BUILD)/libgazet.a \
		$$(FUZZ_WITH_$$*) $(AFTER_DEPS)
	@mkdir -p $(@D)
	@echo '  cc   $<'
	$(Q)$(COMPILE) $(TEST_OPTIMISE) $(TEST_LINK) -Wno-missing-prototypes -MF $@.d -o $@ $< $(REPLAY) $(FUZZ_WITH_$*) \
		$(BUILD)/libgazet.a $(PKG_LIBS) -lm

# The whole program with faults: what our libraries call of the C library goes by tests/fault/wrap.c.
WRAPPED := malloc calloc realloc strdup strndup asprintf vasprintf open_memstream pthread_create pthread_mutex_init \
           pthread_cond_init gz_clock gz_clock_iso uchardet_new uchardet_handle_data gz_arena_alloc \
           gz_arena_zalloc gz_arena_str aligned_alloc \
           read fread fstat stat lstat fstatat access lseek mmap opendir readdir readlink realpath __realpath_chk dlopen dlsym \
           open __open_2 fopen fdopen fwrite fputs fflush fclose close write fsync syncfs ftruncate flock fchmod rename \
           renameat2 mkdir unlink unlinkat remove nftw getrandom
# Of the extension all but its door to the SQLite of a host: here it is our own.
FAULT_OBJ := $(call object,$(filter-out %/site_end.c,$(FAULT)) $(filter-out %/host.c,$(EXTENSION))) $(filter-out %/src/main.o,$(CMD_OBJ)) \
             $(BUILD)/obj/fault_main.o

$(BUILD)/obj/fault_main.o: src/main.c $(AFTER_DEPS)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -Wno-missing-prototypes -Dmain=gazet_main -c -o $@ $<

# With malloc in its hands it cannot have the sanitizers' inside.
$(FAULT_BIN): private RUNTIME := -no-pie
$(FAULT_BIN): $(FAULT_OBJ) $(BUILD)/libgazet.a $(call object,tests/fault/site_end.c)
	@mkdir -p $(@D)
	@echo '  link $@'
	$(Q)$(LINK) $(addprefix -Wl$(comma)--wrap=,$(WRAPPED)) -o $@ $^ $(LINK_LIBS) -lm

FAULT_ROUNDS ?= 0
CRASH_KILLS  ?= 500
JOBS         ?= 1
torture: all $(FAULT_BIN) $(BUILD)/tests/test_store_refused
	@GAZET=$(CURDIR)/$(BUILD)/gazet CRASH_KILLS=$(CRASH_KILLS) FAULT_ROUNDS=$(FAULT_ROUNDS) tests/torture.sh $(BUILD) $(JOBS)
	@BUILD=$(BUILD) SAN=$(SAN) tests/run.sh $(sort $(wildcard tests/long/*.sh))

# TSAN_DATA: an archive beside the demo's. Threads that are proved here are not proved again by `check`.
tsan:
	@.ci/deps build check
	@$(MAKE) --no-print-directory TSAN=1 build/tsan/gazet $(addprefix build/tsan/tests/test_,library pipeline store_checkpoint)
	@BUILD=build/tsan tests/tsan.sh $(TSAN_DATA)

# Into the build folder, by the versions that are locked; the tests go without what is not there.
readers:
	@mkdir -p build/readers
	@cp tests/readers/package.json tests/readers/package-lock.json build/readers/
	@cd build/readers && npm ci --no-audit --no-fund

# Blocks and chunks are small, so that small inputs meet their edges; the numbers that a small database may have too,
# so that no input spends its time on clearing memory.
FUZZ_RUNS ?= 100000
FUZZ_SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
FUZZ_BUILD := --no-print-directory OPTIMISE='-O2 -gline-tables-only -fno-omit-frame-pointer -DGZ_READ_BLOCK=8192 \
	-DGZ_FIRST_CHUNK=512 -DGZ_NUMBERS_LEAST=65536'
fuzz:
	@.ci/deps build fuzz
	@$(MAKE) $(FUZZ_BUILD) CC=clang BUILD=build/fuzz SANITIZE='-fsanitize=fuzzer-no-link $(FUZZ_SANITIZE)' \
		$(if $(TARGETS),$(TARGETS:%=build/fuzz/fuzz_%),$(FUZZ_BIN))
	@FUZZ_RUNS=$(FUZZ_RUNS) JOBS='$(JOBS)' AGAIN='$(AGAIN)' tests/fuzz/run.sh $(TARGETS)

# The same targets; AFL++ brings its own way to call them.
AFL_SECONDS ?= 60
fuzz-afl:
	@.ci/deps build afl
	@$(MAKE) $(FUZZ_BUILD) CC=afl-clang-fast BUILD=build/afl SANITIZE='$(FUZZ_SANITIZE)' \
		$(if $(TARGETS),$(TARGETS:%=build/afl/fuzz_%),$(FUZZ_BIN:build/fuzz/%=build/afl/%))
	@tests/fuzz/afl.sh $(AFL_SECONDS) $(TARGETS)

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(wildcard tests/fuzz/*.h) $(BUILD)/libgazet.a $$(FUZZ_WITH_$$*)
	@echo '  cc   $@'
	$(Q)$(COMPILE) -Wno-missing-prototypes -fsanitize=fuzzer -MF $@.d -o $@ $< $(FUZZ_WITH_$*) $(BUILD)/libgazet.a $(PKG_LIBS) -lm

lint-code:
	@.ci/deps build care
	@.ci/care $(FILES)

valgrind:
	@.ci/deps build check watch
	@$(MAKE) --no-print-directory all $(FUZZ_REPLAY)
	@BUILD=$(BUILD) tests/valgrind.sh $(TESTS)

eval:
	@.ci/deps build eval
	@$(MAKE) --no-print-directory all
	@tests/eval/run.sh $(BUILD)

# QUICK=1 proves that everything runs and agrees, with what is installed, and measures nothing of worth.
bench:
	@$(if $(QUICK),,.ci/deps build bench)
	@$(MAKE) --no-print-directory all bench-programs
	@python3 -B tests/bench/run.py $(if $(QUICK),--quick) $(BUILD)

bench-scale:
	@.ci/deps build bench
	@$(MAKE) --no-print-directory all bench-programs
	@python3 -B tests/bench/scale.py $(if $(QUICK),--quick) $(BUILD)

# Both, and their figures and charts into README.md and docs/.
bench-publish: bench bench-scale
	@python3 -B tests/bench/publish.py $(BUILD)

# Hyperscan's side only where Hyperscan is.
bench-programs: $(BENCH_BIN)
	@! pkg-config --exists libhs || $(MAKE) --no-print-directory $(BUILD)/bench/peer_hyperscan

$(BUILD)/bench/peer_hyperscan: PACKAGES += libhs

$(BUILD)/bench/%: tests/bench/%.c $(BUILD)/libgazet.a
	@mkdir -p $(@D)
	@echo '  cc   $<'
	$(Q)$(COMPILE) -o $@ $< $(BUILD)/libgazet.a $(PKG_LIBS) -lm

# ---- install -------------------------------------------------------------------

LIBDIR := $(PREFIX)/lib
MAN         = $(DESTDIR)$(PREFIX)/share/man
COMPLETIONS = $(addprefix $(DESTDIR)$(PREFIX)/share/,bash-completion/completions/gazet zsh/site-functions/_gazet \
              fish/vendor_completions.d/gazet.fish)

install: all $(if $(LOADED),install-loaded)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(PREFIX)/include/gazet \
		$(MAN)/man1 $(MAN)/man5 $(dir $(COMPLETIONS)) $(DESTDIR)$(DATADIR)/gazetteers
	install -m 755 $(BUILD)/gazet $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/libgazet.a $(DESTDIR)$(LIBDIR)/
	sed -e 's|@prefix@|$(PREFIX)|; s|@version@|$(VERSION)|; s|@libs@|$(PKG_LIBS)|' src/library/gazet.pc.in \
		> $(DESTDIR)$(LIBDIR)/pkgconfig/gazet.pc
	install -m 644 include/gazet/gazet.h $(DESTDIR)$(PREFIX)/include/gazet/
	install -m 644 $(BUILD)/pages/man/*.1 $(MAN)/man1/
	install -m 644 $(BUILD)/pages/man/*.5 $(MAN)/man5/
	for file in $(COMPLETIONS); do install -m 644 $(BUILD)/pages/completion/$${file##*/} $$file; done
	cp -R gazetteers/. $(DESTDIR)$(DATADIR)/gazetteers/

install-loaded: all
	install -d $(DESTDIR)$(LIBDIR)
	install -m 644 $(BUILD)/gazet.so $(DESTDIR)$(LIBDIR)/
	install -m 644 $(BUILD)/$(SONAME) $(DESTDIR)$(LIBDIR)/libgazet.so.$(VERSION)
	ln -sf libgazet.so.$(VERSION) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libgazet.so

uninstall:
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,bin/gazet lib/libgazet.a lib/gazet.so lib/libgazet.so lib/$(SONAME) \
		lib/libgazet.so.$(VERSION) lib/pkgconfig/gazet.pc)
	rm -f $(MAN)/man1/gazet.1 $(MAN)/man1/gazet-*.1 $(MAN)/man5/gazet-*.5 $(COMPLETIONS)
	rm -rf $(DESTDIR)$(PREFIX)/include/gazet $(DESTDIR)$(DATADIR)

clean:
	rm -rf build

-include $(wildcard $(BUILD)/obj/*.d $(BUILD)/obj/*/*.d $(BUILD)/obj/*/*/*.d $(BUILD)/tests/*.d \
	$(BUILD)/bench/*.d)
